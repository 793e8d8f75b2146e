use proptest::prelude::*;

use super::*;

fn read(lines: &[&str]) -> (Vec<String>, Vec<(String, String)>) {
    let mut paragraphs: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
    let authors = take_authors(&mut paragraphs);
    let authors = authors
        .into_iter()
        .map(|author| (author.given_name, author.surname))
        .collect();
    (paragraphs, authors)
}

fn assert_authors(line: &str, expected: &[(&str, &str)]) {
    let (paragraphs, authors) = read(&["Бірінші абзац.", line]);
    let authors: Vec<(&str, &str)> = authors
        .iter()
        .map(|(given, surname)| (given.as_str(), surname.as_str()))
        .collect();
    assert_eq!(authors, expected, "{line}");
    assert_eq!(paragraphs, ["Бірінші абзац."], "{line}");
}

#[test]
fn names_are_read_as_papers_print_them() {
    assert_authors("Кәмшат ҚОПАЕВА.", &[("Кәмшат", "Қопаева")]);
    assert_authors("Кәмшат ҚОПАЕВА", &[("Кәмшат", "Қопаева")]);
    assert_authors("А. СӘРСЕНБАЕВ", &[("А.", "Сәрсенбаев")]);
    assert_authors("А.СӘРСЕНБАЕВ.", &[("А.", "Сәрсенбаев")]);
    assert_authors("А.Б.СӘРСЕНБАЕВ.", &[("А.Б.", "Сәрсенбаев")]);
    assert_authors("А. Б. СӘРСЕНБАЕВ", &[("А. Б.", "Сәрсенбаев")]);
    assert_authors("Дж. ДӘУРЕН", &[("Дж.", "Дәурен")]);
    assert_authors("ҚОПАЕВА Кәмшат.", &[("Кәмшат", "Қопаева")]);
    assert_authors("ҚОПАЕВА К.", &[("К.", "Қопаева")]);
    assert_authors("Иван ПЕТРОВ.", &[("Иван", "Петров")]);
    assert_authors("Иван Иванович ПЕТРОВ", &[("Иван Иванович", "Петров")]);
    assert_authors("Виктор ЦОЙ", &[("Виктор", "Цой")]);
    assert_authors("John SMITH.", &[("John", "Smith")]);
    assert_authors("Anna-Maria O'BRIEN", &[("Anna-Maria", "O'Brien")]);
}

#[test]
fn kazakh_letters_have_their_small_ones() {
    assert_authors("Әлия ІҢКӘРҒҚҢӨҰҮҺІ", &[("Әлия", "Іңкәрғқңөұүһі")]);
    assert_authors("Іңкәр ҰЛЫҚПАН", &[("Іңкәр", "Ұлықпан")]);
    assert_authors("Äsel IŞQALIEVA-İMANOVA", &[("Äsel", "Işqalıeva-İmanova")]);
    assert_authors("Emily WINIFRED", &[("Emily", "Winifred")]);
}

#[test]
fn parts_of_a_hyphenated_surname_are_capitalised() {
    assert_authors(
        "Гүлнар ИМАНБАЕВА-СЕЙІТОВА.",
        &[("Гүлнар", "Иманбаева-Сейітова")],
    );
    assert_authors("Мұхтар ҚҰЛ-МҰХАММЕД", &[("Мұхтар", "Құл-Мұхаммед")]);
    assert_authors("Қасым-Жомарт ТОҚАЕВ", &[("Қасым-Жомарт", "Тоқаев")]);
}

#[test]
fn several_authors_keep_their_order() {
    let three = [("Кәмшат", "Қопаева"), ("Е.", "Әли"), ("Иван", "Петров")];
    assert_authors("Кәмшат ҚОПАЕВА, Е. ӘЛИ, Иван ПЕТРОВ.", &three);
    assert_authors("Кәмшат ҚОПАЕВА, Е.ӘЛИ және Иван ПЕТРОВ.", &three);
    assert_authors("Кәмшат ҚОПАЕВА мен Е. ӘЛИ / Иван ПЕТРОВ", &three);
    assert_authors("Кәмшат ҚОПАЕВА и Е. ӘЛИ and Иван ПЕТРОВ", &three);
    let (paragraphs, authors) = read(&["Абзац.", "Кәмшат ҚОПАЕВА,", "Е. ӘЛИ", "Иван ПЕТРОВ."]);
    assert_eq!(paragraphs, ["Абзац."]);
    assert_eq!(
        authors,
        three.map(|(given, surname)| (given.to_owned(), surname.to_owned()))
    );
}

#[test]
fn label_makes_capitals_unnecessary() {
    assert_authors("Автор: Иван Петров", &[("Иван", "Петров")]);
    assert_authors("Автор: Анна Ли.", &[("Анна", "Ли")]);
    assert_authors("АВТОР: Иван ПЕТРОВ.", &[("Иван", "Петров")]);
    assert_authors("Дайындаған — Кәмшат Қопаева.", &[("Кәмшат", "Қопаева")]);
    assert_authors("Мақала авторы: А. Сәрсенбаев", &[("А.", "Сәрсенбаев")]);
    assert_authors(
        "By Jane Smith and Al Jones",
        &[("Jane", "Smith"), ("Al", "Jones")],
    );
}

#[test]
fn name_wholly_in_capitals_needs_the_ending_of_a_surname() {
    assert_authors("КӘМШАТ ҚОПАЕВА.", &[("Кәмшат", "Қопаева")]);
    assert_authors("ПЕТРОВА АННА", &[("Анна", "Петрова")]);
    assert_authors("ЕРБОЛ САҒЫНҰЛЫ", &[("Ербол", "Сағынұлы")]);
}

#[test]
fn other_last_lines_stay_in_the_article() {
    for line in [
        "Кәмшат Қопаева.",
        "Кәмшат ҚОПАЕВА, Ақтөбе.",
        "Кәмшат ҚОПАЕВА айтты.",
        "— Иә, — деді Нұржан ЖЕТПІСБАЕВ.",
        "Пресс-служба МЧС.",
        "Астана ДТЖ",
        "БІЗДІҢ ТІЛШІ.",
        "ҚОПАЕВА",
        "Автор белгісіз",
        "Автор:",
        "By Monday",
        "Иван ПЕТРОВ 2-й",
        "Бір Екі Үш Төрт ПЕТРОВ",
        "Nur Otan",
        "…",
    ] {
        let (paragraphs, authors) = read(&["Абзац.", line]);
        assert_eq!(authors, [], "{line}");
        assert_eq!(paragraphs, ["Абзац.", line]);
    }
}

#[test]
fn name_above_a_photo_credit_is_found_and_the_credit_kept() {
    let (paragraphs, authors) = read(&["Абзац.", "Кәмшат ҚОПАЕВА.", "Сурет АВТОРДІКІ."]);
    assert_eq!(paragraphs, ["Абзац.", "Сурет АВТОРДІКІ."]);
    assert_eq!(authors, [("Кәмшат".to_owned(), "Қопаева".to_owned())]);

    let (paragraphs, authors) = read(&["Абзац.", "Фото: Иван ПЕТРОВ."]);
    assert_eq!(paragraphs, ["Абзац.", "Фото: Иван ПЕТРОВ."]);
    assert_eq!(authors, []);
}

#[test]
fn name_inside_the_article_stays() {
    let lines = ["Абзац.", "Кәмшат ҚОПАЕВА.", "Тағы бір абзац."];
    assert_eq!(read(&lines), (lines.map(str::to_owned).to_vec(), vec![]));
}

proptest! {
    #[test]
    fn printed_name_is_read_back(
        given in "[А-ЯӘҒҚҢӨҰҮІ][а-яәғқңөұүі]{2,10}|[А-ЯӘҒҚҢӨҰҮІ]\\.",
        surname in "[А-ЯӘҒҚҢӨҰҮІ][а-яәғқңөұүі]{0,9}ова(-[А-ЯӘҒҚҢӨҰҮІ][а-яәғқңөұүі]{1,9})?",
        full_stop in "\\.?",
    ) {
        prop_assume!(!CREDITS.contains(&given.to_lowercase().as_str()));
        let line = format!("{given} {}{full_stop}", surname.to_uppercase());
        let (paragraphs, authors) = read(&["Абзац.", &line]);
        prop_assert_eq!(authors, vec![(given, surname)]);
        prop_assert_eq!(paragraphs, vec!["Абзац.".to_owned()]);
    }
}
