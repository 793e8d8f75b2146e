use proptest::prelude::*;

use super::*;
use crate::language::Language::{English, Kazakh, Russian};

fn slug(headline: &str, language: Language) -> String {
    Slug::from_headline(headline, language).unwrap().to_string()
}

#[test]
fn kazakh_headlines_are_spelt_by_the_alphabet_of_2021() {
    for (headline, expected) in [
        (
            "«Jas Otan» жастар қанатында жаңа төраға",
            "jas-otan-jastar-qanatynda-jana-toraga",
        ),
        (
            "Әлия Молдағұлова: ғасыр қаһарманы",
            "aliia-moldagulova-gasyr-qaharmany",
        ),
        ("Ұлттық үнқатысу өңірде өтті", "ulttyq-unqatysu-onirde-otti"),
        (
            "Ащы шындық: цирк пен чемпион",
            "ashy-shyndyq-tsirk-pen-chempion",
        ),
        ("Хромтауда елу жылдық той", "hromtauda-elu-jyldyq-toi"),
        ("Ёлка, юрист, яғни объект", "iolka-iurist-iagni-obekt"),
        (
            "900-ден астам ерікті — 10 000 отбасына",
            "900-den-astam-erikti-10-000-otbasyna",
        ),
        ("БІЗДІҢ ОҚЫРМАН", "bizdin-oqyrman"),
    ] {
        assert_eq!(slug(headline, Kazakh), expected);
    }
}

#[test]
fn russian_headlines_are_spelt_by_bgn() {
    for (headline, expected) in [
        (
            "Хлеб подорожал: что дальше?",
            "khleb-podorozhal-chto-dalshe",
        ),
        ("Подъезд, щука и ёлка", "podezd-shchuka-i-yolka"),
        (
            "Южный цирк начал шоу, сын — эхо я",
            "yuzhnyy-tsirk-nachal-shou-syn-ekho-ya",
        ),
        (
            "Қасым-Жомарт Тоқаев в Ақтөбе",
            "qasym-zhomart-toqaev-v-aqtobe",
        ),
    ] {
        assert_eq!(slug(headline, Russian), expected);
    }
}

#[test]
fn every_letter_of_the_alphabets_is_spelt() {
    let alphabet = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя";
    assert_eq!(
        slug(alphabet, Kazakh),
        "aabvggdeiojziikqlmnnooprstuuufhhtschshshyieiuia"
    );
    let alphabet = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя";
    assert_eq!(
        slug(alphabet, Russian),
        "abvgdeyozhziyklmnoprstufkhtschshshchyeyuya"
    );
}

#[test]
fn latin_letters_lose_their_marks() {
    assert_eq!(
        slug("Ärbir Ğalym, Ñ ñ, Ömir, Şu, Ūly, Üide, İs, ıs", English),
        "arbir-galym-n-n-omir-su-uly-uide-is-is"
    );
    assert_eq!(
        slug("Café Zoë: Straße & Łódź, æon", English),
        "cafe-zoe-strasse-lodz-aeon"
    );
    assert_eq!(slug("Today’s don't", English), "todays-dont");
    assert_eq!(slug("ﬁsh ２０２６ m²", English), "fish-2026-m2");
}

#[test]
fn letters_typed_with_a_separate_mark_are_the_same_letters() {
    assert_eq!(slug("жаи\u{306}лау", Russian), "zhaylau");
    assert_eq!(slug("е\u{308}лка", Russian), "yolka");
    assert_eq!(slug("cafe\u{301}", English), "cafe");
    assert_eq!(slug("жай\u{AD}лау\u{200B}ға", Kazakh), "jailauga");
}

#[test]
fn roman_numerals_in_cyrillic_letters_are_read() {
    for (headline, expected) in [
        ("ІХ конференциясы", "ix-konferentsiiasy"),
        ("ХХІ ғасыр", "xxi-gasyr"),
        ("ХVІІІ–ХІХ ғасырлар", "xviii-xix-gasyrlar"),
        ("Х құрылтай", "x-quryltai"),
        ("Людовик Х", "liudovik-x"),
        ("LХХХІХ том", "lxxxix-tom"),
        ("ХХ-ғасырдың", "xx-gasyrdyn"),
        ("І том", "i-tom"),
        // Abbreviations and initials are no numerals.
        ("ІІМ хабарлады", "iim-habarlady"),
        ("ХМЖ", "hmj"),
        ("Х. Досмұхамедұлы", "h-dosmuhameduly"),
        ("ІІІІ", "iiii"),
        ("ХІІХ", "hiih"),
        ("хх", "hh"),
    ] {
        assert_eq!(slug(headline, Kazakh), expected, "{headline}");
    }
    assert_eq!(slug("ХХ век", Russian), "xx-vek");
}

#[test]
fn headline_without_letters_has_no_slug() {
    for headline in ["", " ", "— «…»!", "東京", "ъь", "₸ №", "-"] {
        assert_eq!(Slug::from_headline(headline, Kazakh), None, "{headline:?}");
    }
}

#[test]
fn long_headline_is_cut_at_a_word() {
    let eleven = "abcdefghij ".repeat(11);
    assert_eq!(
        slug(&eleven, English),
        "abcdefghij-".repeat(7).trim_end_matches('-')
    );
    let exact = format!("{} {}", "a".repeat(40), "b".repeat(39));
    assert_eq!(slug(&exact, English).len(), 80);
    let ends_at_80 = format!("{} {} c", "a".repeat(40), "b".repeat(39));
    assert_eq!(slug(&ends_at_80, English), exact.replace(' ', "-"));
    assert_eq!(slug(&"ж".repeat(100), Russian), "zh".repeat(40));
}

#[test]
fn parse_takes_own_script_and_refuses_the_rest_with_the_reason() {
    let long = "ә".repeat(80);
    for text in [
        "a",
        "мәдениет",
        "900-den",
        "жас-отан",
        "мадениет",
        "äliia",
        "قوعام",
        &long,
    ] {
        assert_eq!(Slug::parse(text).unwrap().as_str(), text);
    }
    assert_eq!(Slug::parse(""), Err(SlugError::Empty));
    assert_eq!(
        Slug::parse(&"ә".repeat(81)),
        Err(SlugError::TooLong { characters: 81 })
    );
    for (text, character) in [
        ("Спорт", 'С'),
        ("a b", ' '),
        ("a/b", '/'),
        ("a.b", '.'),
        ("a_b", '_'),
        ("%d0", '%'),
        ("東", '東'),
        ("и\u{306}", '\u{306}'),
        ("a\n", '\n'),
        ("٣", '٣'),
    ] {
        let error = Slug::parse(text).unwrap_err();
        assert!(
            matches!(&error, SlugError::Character { character: found, .. } if *found == character),
            "{text:?}: {error}"
        );
    }
    for text in ["-", "-a", "a-", "a--b"] {
        assert!(
            matches!(Slug::parse(text), Err(SlugError::Hyphen { .. })),
            "{text}"
        );
    }
    assert_eq!(
        Slug::parse("Спорт").unwrap_err().to_string(),
        "the address word “Спорт” contains “С”; \
         it may contain lower-case letters, digits 0 to 9 and hyphens"
    );
}

#[test]
fn json_is_checked_on_the_way_in() {
    let read: Slug = serde_json::from_str("\"жас-отан\"").unwrap();
    assert_eq!(serde_json::to_string(&read).unwrap(), "\"жас-отан\"");
    assert!(serde_json::from_str::<Slug>("\"Жас Отан\"").is_err());
}

#[test]
fn number_makes_a_taken_slug_unique() {
    assert_eq!(
        Slug::parse("budget").unwrap().with_number(2).as_str(),
        "budget-2"
    );
    let long = Slug::parse(&"abcdefghi-".repeat(8)[..79]).unwrap();
    assert_eq!(
        long.with_number(12).as_str(),
        format!("{}12", "abcdefghi-".repeat(7))
    );
    let one_word = Slug::parse(&"ә".repeat(80)).unwrap();
    assert_eq!(
        one_word.with_number(2).as_str(),
        format!("{}-2", "ә".repeat(78))
    );
}

#[test]
fn words_of_the_site_are_reserved() {
    for word in [
        "tag", "author", "search", "lists", "list", "sign-in", "desk", "account", "kk",
    ] {
        assert!(
            Slug::parse(word).unwrap().is_reserved_for_sections(),
            "{word}"
        );
    }
    assert!(RESERVED_SECTION_WORDS.contains(&"feed.xml"));
    for word in ["sport", "tags", "қоғам", "tag-2"] {
        assert!(
            !Slug::parse(word).unwrap().is_reserved_for_sections(),
            "{word}"
        );
    }
    assert!(RESERVED_SECTION_WORDS.is_sorted());
}

fn any_language() -> impl Strategy<Value = Language> {
    proptest::sample::select(Language::ALL.to_vec())
}

fn any_headline() -> impl Strategy<Value = String> {
    prop_oneof![
        ".{0,120}",
        "([А-Яа-яЁёӘәҒғҚқҢңӨөҰұҮүҺһІі]{1,12}|ІХ|ХХІ|[a-zA-Z]{1,9}|[0-9]{1,4}|[ «».,—\u{AD}-]){0,40}",
    ]
}

proptest! {
    #[test]
    fn slug_of_a_headline_is_valid_ascii_and_its_own_slug(
        headline in any_headline(),
        language in any_language(),
    ) {
        if let Some(made) = Slug::from_headline(&headline, language) {
            prop_assert!(made.as_str().is_ascii());
            prop_assert_eq!(Slug::parse(made.as_str()), Ok(made.clone()));
            prop_assert_eq!(Slug::from_headline(made.as_str(), language), Some(made));
        }
    }

    #[test]
    fn headline_with_a_letter_or_digit_has_a_slug(
        headline in ".{0,60}[a-zа-щәғқңөұүһі0-9].{0,60}",
        language in any_language(),
    ) {
        prop_assert!(Slug::from_headline(&headline, language).is_some());
    }

    #[test]
    fn numbered_slug_is_valid_and_keeps_the_number(
        headline in any_headline(),
        language in any_language(),
        number in any::<u32>(),
    ) {
        if let Some(made) = Slug::from_headline(&headline, language) {
            let numbered = made.with_number(number);
            prop_assert_eq!(Slug::parse(numbered.as_str()), Ok(numbered.clone()));
            let ending = format!("-{number}");
            prop_assert!(numbered.as_str().ends_with(&ending));
        }
    }
}
