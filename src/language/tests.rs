use proptest::prelude::*;

use super::Language::{English, Kazakh, Russian};
use super::*;

#[test]
fn code_stands_for_the_language_in_json_and_addresses() {
    for (language, code) in [(Kazakh, "kk"), (Russian, "ru"), (English, "en")] {
        assert_eq!(language.code(), code);
        assert_eq!(language.to_string(), code);
        assert_eq!(Language::parse(code), Some(language));
        assert_eq!(code.parse::<Language>(), Ok(language));
        let json = serde_json::to_string(&language).unwrap();
        assert_eq!(json, format!("\"{code}\""));
        assert_eq!(serde_json::from_str::<Language>(&json).unwrap(), language);
    }
}

#[test]
fn other_codes_are_refused_with_the_accepted_ones() {
    for code in ["", "KK", "kk-latn", "kz", "de", " ru"] {
        assert_eq!(Language::parse(code), None, "{code:?}");
    }
    let error = "kz".parse::<Language>().unwrap_err();
    assert_eq!(
        error.to_string(),
        "“kz” is no language of the paper; accepted are kk, ru, en"
    );
    assert!(serde_json::from_str::<Language>("\"kz\"").is_err());
}

#[test]
fn names_are_in_the_language_itself() {
    assert_eq!(
        Language::ALL.map(Language::native_name),
        ["Қазақша", "Русский", "English"]
    );
    assert_eq!(Language::ALL.map(Language::direction), ["ltr"; 3]);
}

fn choose(cookie: Option<&str>, header: Option<&str>) -> Language {
    choose_language(cookie, header, &Language::ALL, Kazakh)
}

#[test]
fn cookie_comes_before_the_header_if_the_paper_has_the_language() {
    assert_eq!(choose(Some("en"), Some("ru")), English);
    assert_eq!(choose(Some("ru-KZ"), None), Russian);
    assert_eq!(choose(Some("kk-latn"), Some("ru")), Kazakh);
    assert_eq!(choose(Some("de"), Some("ru")), Russian);
    assert_eq!(choose(Some(""), Some("ru")), Russian);
    assert_eq!(
        choose_language(Some("en"), Some("ru"), &[Kazakh, Russian], Kazakh),
        Russian
    );
}

#[test]
fn header_is_weighed() {
    for (header, expected) in [
        ("ru-RU,ru;q=0.9,en-US;q=0.8,en;q=0.7", Russian),
        ("kk-KZ,kk;q=0.9,ru;q=0.8", Kazakh),
        ("de-DE, de;q=0.9, en;q=0.5, ru;q=0.4", English),
        ("en;q=0.3, RU;q=0.7", Russian),
        ("ru;q=0.5,en;q=0.5", Russian),
        ("en ; q = 0.9 , ru;Q=0.95", Russian),
        ("kk;q=0.001,en;q=0.01", English),
        ("kk-Cyrl-KZ", Kazakh),
        ("de, *;q=0.5", Kazakh),
        ("kk;q=0, *", Russian),
        ("*, ru;q=0.2", Kazakh),
        ("kk;q=0, ru;q=0, en;q=0, *;q=0", Kazakh),
        ("ru;q=0", Kazakh),
        ("", Kazakh),
        (",;=,q=1", Kazakh),
        ("ru;q=2, en;q=0.1", English),
        ("ru;q=1.001, en;q=0.1", English),
        ("ru;q=0.1234, en;q=0.1", English),
        ("ru;level=1, en;q=0.1", English),
        ("russian, en;q=0.1", English),
    ] {
        assert_eq!(choose(None, Some(header)), expected, "{header:?}");
    }
    assert_eq!(choose(None, None), Kazakh);
}

#[test]
fn asterisk_means_the_default_or_the_first_that_is_left() {
    let allowed = [English, Russian];
    assert_eq!(
        choose_language(None, Some("*"), &allowed, Russian),
        Russian,
        "the default is as good as any"
    );
    assert_eq!(
        choose_language(None, Some("ru;q=0.1, *"), &allowed, Russian),
        English
    );
}

proptest! {
    #[test]
    fn choice_is_always_a_language_of_the_paper(
        cookie in proptest::option::of(".{0,8}"),
        header in proptest::option::of("(kk|ru|en|de|\\*|-KZ|;q=|0|1|\\.5|,| ){0,12}"),
    ) {
        let allowed = [Russian, English];
        let chosen = choose_language(cookie.as_deref(), header.as_deref(), &allowed, English);
        prop_assert!(allowed.contains(&chosen));
    }
}

#[test]
fn sentences_are_recognised() {
    for (text, expected) in [
        (
            "Шараға облыстық мәслихатқа сайланған жас депутаттар қатысты.",
            Kazakh,
        ),
        ("Бала оянып, далаға қарай жүгірді", Kazakh),
        ("балалар мен аналар", Kazakh),
        ("Жаңалықтар", Kazakh),
        ("Мәдениет", Kazakh),
        ("МӘДЕНИЕТ", Kazakh),
        ("ауа райы", Kazakh),
        ("В Актобе открыли новую школу на 900 мест", Russian),
        ("Новости", Russian),
        ("Объявление", Russian),
        ("ШКОЛЬНИКИ ВЫИГРАЛИ ОЛИМПИАДУ", Russian),
        ("The mayor opened a new school in Aqtobe", English),
        ("News", English),
        ("A café on the naïve Zoë’s street", English),
        ("Ақтөбе", Kazakh),
    ] {
        assert_eq!(recognise_language(text), Some(expected), "{text}");
    }
}

#[test]
fn foreign_names_do_not_turn_the_language() {
    for (text, expected) in [
        ("«Jas Otan» жастар қанатында жаңа төраға", Kazakh),
        ("Nur Otan, Jas Otan және YouTube туралы айтты", Kazakh),
        ("Владимир Путин Астанаға келді", Kazakh),
        (
            "Президент Қасым-Жомарт Тоқаев принял премьер-министра",
            Russian,
        ),
        ("Әнуар Искарин возглавил филиал", Russian),
        ("Айман Қонысбайқызы выступила на сцене театра", Russian),
        ("Компания Apple показала iPhone", Russian),
        (
            "President Тоқаев met the press in Astana on Monday",
            English,
        ),
    ] {
        assert_eq!(recognise_language(text), Some(expected), "{text}");
    }
}

#[test]
fn other_scripts_of_kazakh_are_kazakh() {
    assert_eq!(
        recognise_language("Qazaqstannyñ jaña älipbiı"),
        Some(Kazakh)
    );
    assert_eq!(recognise_language("قازاقستان جاڭالىقتارى"), Some(Kazakh));
}

#[test]
fn letters_that_do_not_tell_are_no_answer() {
    for text in ["", "2026", "— … «»", "Спорт", "Марс", "Ελλάδα", "東京"] {
        assert_eq!(recognise_language(text), None, "{text:?}");
    }
}
