//! What is found, and what must not be.

use super::*;

fn list(patterns: &[&str]) -> WordList {
    let rules: Vec<WordRule> = patterns
        .iter()
        .zip(1..)
        .map(|(pattern, id)| WordRule {
            id,
            pattern: (*pattern).to_owned(),
        })
        .collect();
    WordList::new(&rules)
}

#[test]
fn words_are_found_in_every_form() {
    let list = list(&[
        "ақымақ",
        "есек",
        "дурак",
        "тварь",
        "дебильный",
        "сволочь",
        "idiot",
        "moron",
        "оскорблять",
        "сука",
    ]);
    for (text, rule) in [
        // Kazakh
        ("сен ақымақсың", "ақымақ"),
        ("Ақымақтар көп", "ақымақ"),
        ("ақымақтардың", "ақымақ"),
        ("ақымағым", "ақымақ"),
        ("ақымақтық", "ақымақ"),
        ("ақымақтығыңа", "ақымақ"),
        ("есектерге", "есек"),
        ("есегің", "есек"),
        ("есексіңдер", "есек"),
        ("АҚЫМАҚ", "ақымақ"),
        ("акымаксын", "ақымақ"),
        // Russian
        ("дурака", "дурак"),
        ("дураками", "дурак"),
        ("О дураках", "дурак"),
        ("тварей", "тварь"),
        ("тварью", "тварь"),
        ("дебильного", "дебильный"),
        ("дебильных", "дебильный"),
        ("сволочи", "сволочь"),
        ("оскорбляешь", "оскорблять"),
        ("суки", "сука"),
        ("сукам", "сука"),
        // English
        ("idiots", "idiot"),
        ("Idiotic", "idiot"),
        ("morons!", "moron"),
    ] {
        let found = list.find(text);
        assert!(
            found.iter().any(|found| found.pattern == rule),
            "{text}: {found:?}"
        );
    }
}

#[test]
fn words_are_found_behind_disguises() {
    let list = list(&["ақымақ", "дурак", "идиот", "сука", "idiot", "жексұрын"]);
    for text in [
        "дypак",
        "дураков нет, есть дуууураки",
        "д.у.р.а.к",
        "д у р а к",
        "д-у-р-а-к",
        "д*рак",
        "дур@к",
        "durak",
        "duraki",
        "cyka",
        "c у к а",
        "иди0т",
        "1diot",
        "id!ot",
        "ақымaқ",
        "а\u{301}қымақ",
        "аќымақ",
        "ақ\u{200B}ымақ",
        "aқымақтар",
        "жекcұрын",
        "жексурын",
        "𝐢𝐝𝐢𝐨𝐭",
        "ИДИОООООТ",
    ] {
        assert!(!list.find(text).is_empty(), "{text}");
    }
}

#[test]
fn ordinary_words_pass() {
    let list = list(&[
        "бок",
        "манда",
        "хуй",
        "бля",
        "сука",
        "ass",
        "cock",
        "cunt",
        "кот",
        "есек",
        "дурак",
        "қу",
        "сик",
        "жала",
        "тварь",
        "бар",
        "оскорблять",
        "гад",
    ]);
    for text in [
        "боксшы",
        "бокал",
        "команда",
        "мандарин",
        "мандат",
        "страхуй",
        "подстрахуйте",
        "употреблять",
        "Скунс",
        "сукно",
        "assess",
        "assistant",
        "cocktail",
        "peacock",
        "Scunthorpe",
        "котлет",
        "котировка",
        "құтты",
        "қуаныш",
        "сиқыр",
        "есекқырған",
        "дурман",
        "жалақы",
        "жалау",
        "творог",
        "товар",
        "барыс",
        "бармақ",
        "скорбеть",
        "гадание",
        "загадка",
        "Ақтөбе облысы",
        "8 701 234 56 78",
        "А. С. Пушкин",
        "т. б.",
        "25-ке",
        "XXI ғасыр",
        "Covid-19",
        "ООО «Ақсай»",
    ] {
        let found = list.find(text);
        assert!(found.is_empty(), "{text}: {found:?}");
    }
}

#[test]
fn patterns_say_how_they_match() {
    let list = list(&["\"сатып аламын\"", "казино*", "*порн*", "несие беремін"]);
    for (text, expected) in [
        ("алтын САТЫП аламын", true),
        ("сатып алды", false),
        ("казиношка", true),
        ("онлайн-казино", true),
        ("мегапорнуха", true),
        ("Несие беремін!", true),
        ("несие берем", false),
    ] {
        assert_eq!(!list.find(text).is_empty(), expected, "{text}");
    }
}

#[test]
fn what_is_found_is_told_as_it_stands_in_the_text() {
    let text = "Сіз нағыз Ақымақсыз, д.у.р.а.к!";
    let found = list(&["ақымақ", "дурак"]).find(text);
    let told: Vec<(&str, How, &str)> = found
        .iter()
        .map(|found| {
            (
                found.found.as_str(),
                found.how,
                &text[found.start..found.end],
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            ("Ақымақсыз", How::Inflected, "Ақымақсыз"),
            ("д.у.р.а.к", How::Disguised, "д.у.р.а.к"),
        ]
    );
}

#[test]
fn a_long_list_and_a_long_text_take_no_time_to_speak_of() {
    let rules: Vec<WordRule> = (0..5_000)
        .map(|id| WordRule {
            id,
            pattern: format!(
                "сөз{}",
                id.to_string()
                    .replace(|digit: char| digit.is_ascii_digit(), "б")
            ),
        })
        .collect();
    let list = WordList::new(&rules);
    let text = "д.у.р.а.к durak дурррак ".repeat(170);
    assert!(list.find(&text).is_empty());
}
