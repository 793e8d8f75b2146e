//! Inflection: which forms a listed word has.
//!
//! A word is turned into stems, each with the endings that may follow it. A form is a stem and one of its
//! endings to the last letter, so that what merely begins alike is none: «мандат» is no form of «манда».
//! Languages are told apart by their letters; a word without Kazakh letters is inflected by Kazakh and by
//! Russian rules, as people do. A crate of the language can take this over behind [`stems`].

mod english;
mod kazakh;
mod russian;

/// A stem, and what may follow it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stem {
    /// Its letters, folded.
    pub letters: String,
    endings: Endings,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Endings {
    /// One of these.
    Listed(&'static [&'static str]),
    /// One of these, or one of these and `ся` or `сь`.
    Reflexive(&'static [&'static str]),
    /// Kazakh suffixes of nouns.
    KazakhNoun,
    /// Kazakh suffixes of verbs.
    KazakhVerb,
}

impl Stem {
    fn new(letters: impl Into<String>, endings: Endings) -> Self {
        Self {
            letters: letters.into(),
            endings,
        }
    }

    /// Whether a word that begins with this stem and goes on so is a form of it. `bare`: its Kazakh letters
    /// may have been typed as Russian ones.
    pub fn accepts(&self, ending: &str, bare: bool) -> bool {
        match self.endings {
            Endings::Listed(endings) => endings.contains(&ending),
            Endings::Reflexive(endings) => {
                let plain = ending
                    .strip_suffix("ся")
                    .or_else(|| ending.strip_suffix("сь"))
                    .unwrap_or(ending);
                endings.contains(&ending) || endings.contains(&plain)
            }
            Endings::KazakhNoun => kazakh::is_noun(&self.letters, ending, bare),
            Endings::KazakhVerb => kazakh::is_verb(&self.letters, ending, bare),
        }
    }
}

/// The stems of a word, folded: lower case, `ё` as `е`.
pub fn stems(word: &str) -> Vec<Stem> {
    if word.is_ascii() {
        return english::stems(word);
    }
    let mut stems = kazakh::stems(word);
    if !word.contains(KAZAKH_LETTERS) {
        stems.extend(russian::stems(word));
    }
    stems
}

const KAZAKH_LETTERS: [char; 9] = ['ә', 'ғ', 'қ', 'ң', 'ө', 'ұ', 'ү', 'һ', 'і'];

/// A word without its last letters, if at least so many are left.
fn without(word: &str, ending: &str, least: usize) -> Option<String> {
    word.strip_suffix(ending)
        .filter(|stem| stem.chars().count() >= least)
        .map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_form(word: &str, form: &str) -> bool {
        stems(word).iter().any(|stem| {
            form.strip_prefix(stem.letters.as_str())
                .is_some_and(|ending| stem.accepts(ending, false))
        })
    }

    #[test]
    fn forms_are_told_from_words_that_begin_alike() {
        let table = [
            // Kazakh: harmony, voicing, the order of the slots.
            (
                "ақымақ",
                "ақымақ ақымақтар ақымақты ақымақтың ақымаққа ақымақпын ақымақсың ақымағым ақымағымның \
              ақымақтарымыздан ақымақтығы ақымақтықтан ақымақша ақымақтау ақымақсыңдар",
                "ақымақлар ақымақтер ақымақы ақымақа",
            ),
            (
                "есек",
                "есегі есегіне есектердікі есексіз есегіңіз есекпін",
                "есектар есекі есекпінтер есег",
            ),
            (
                "шошқа",
                "шошқалар шошқаның шошқасы шошқасына шошқаға шошқадан шошқасың",
                "шошқадар шошқатан шошқаы",
            ),
            (
                "балағаттау",
                "балағаттады балағаттайды балағаттаған балағаттама балағаттағандар балағаттап балағаттасаң балағаттауын",
                "балағат балаға",
            ),
            // Russian
            (
                "дурак",
                "дурак дурака дураку дураком дураке дураки дураков дуракам дураками дураках дурактар",
                "дурацкий дураковатый",
            ),
            (
                "дура",
                "дура дуры дуре дуру дурой дурам дурами дурах",
                "дурь дурью дурман дуранте дурум дурить",
            ),
            (
                "тварь",
                "тварь твари тварью тварей тварям",
                "творог товар тваргер",
            ),
            (
                "манда",
                "манду манде мандой",
                "мандат мандаты мандатымен мандатын мандарин мандолина",
            ),
            (
                "козел",
                "козел козла козлу козлы козлов козлом",
                "козлята козловский",
            ),
            (
                "подлец",
                "подлец подлеца подлецы подлецов подлецу",
                "подлежит",
            ),
            (
                "идиот",
                "идиота идиотка идиотки идиоттар идиотсың",
                "идиома",
            ),
            (
                "тупой",
                "тупая тупого тупые тупых тупо тупым",
                "тупик тупица",
            ),
            ("бок", "бока боку боки", "бокал бокин бокс боксшы боковой"),
            ("мал", "малдар малы", "малый малина мальчик"),
            ("бар", "бара бары", "барий барон баран барин"),
            (
                "оскорблять",
                "оскорбляет оскорбляют оскорблял оскорбляйте оскорбляется оскорбляющий",
                "оскорбление",
            ),
            ("убить", "убил убили убит", "убиение"),
            (
                "ненавидеть",
                "ненавидит ненавидят ненавидел ненавидящий",
                "невидимый",
            ),
            (
                "мақау",
                "мақаулар мақаусың",
                "мақала мақал мақаласы мақалада",
            ),
            ("плевать", "плевал плевать плевали", "плевел"),
            // English
            ("idiot", "idiot idiots idiotic idiocy", "idiom idiotype"),
            ("ass", "ass asses", "assess asset assistant assure assed"),
            ("cock", "cocks", "cocktail cockpit cocky cockney"),
            ("shit", "shits shitty shitting", "shitake"),
            ("fuck", "fucking fucked fucker", "fuchsia"),
            ("bitch", "bitches bitching bitchy", "bit"),
            ("bully", "bullies bullied bullying", "bull"),
            ("tit", "tits", "titan title titanic titer"),
        ];
        for (word, forms, others) in table {
            for form in forms.split_whitespace() {
                assert!(is_form(word, form), "{form} is a form of {word}");
            }
            for other in others.split_whitespace() {
                assert!(!is_form(word, other), "{other} is no form of {word}");
            }
        }
    }
}
