use encoding_rs::WINDOWS_1251;
use proptest::prelude::*;

use super::*;

const KAZAKH: &[u8] = include_bytes!("fixtures/kazakh.txt");
const KAZAKH_KZ_1048: &[u8] = include_bytes!("fixtures/kazakh-kz1048.txt");
const KAZAKH_PT154: &[u8] = include_bytes!("fixtures/kazakh-pt154.txt");
const RUSSIAN_WINDOWS_1251: &[u8] = include_bytes!("fixtures/russian-windows1251.txt");
const ENGLISH_UTF_16: &[u8] = include_bytes!("fixtures/english-utf16.txt");

fn read(text: &str) -> SavedPage {
    read_saved_page(text.as_bytes()).unwrap()
}

fn refusal(bytes: &[u8]) -> SavedPageError {
    read_saved_page(bytes).unwrap_err()
}

fn author(given_name: &str, surname: &str) -> AuthorName {
    AuthorName {
        given_name: given_name.to_owned(),
        surname: surname.to_owned(),
    }
}

#[test]
fn kazakh_page_is_read_without_its_furniture() {
    let page = read_saved_page(KAZAKH).unwrap();
    assert_eq!(page.kicker, "Білім");
    assert_eq!(
        page.headline,
        "«Көктем» кітапханасында балаларға арналған үйірме ашылды"
    );
    assert_eq!(
        page.paragraphs,
        [
            "Ауылдағы «Көктем» кітапханасында жаңа үйірме жұмысын бастады. Оған 25 бала жазылды.",
            "— Балалар жыр жаттап, ертегі оқиды. Һәм өздері де шағын әңгіме жазып көреді, \
             — деді кітапханашы Іңкәр Ұлықпан.",
            "Ұқсас жаңалықтар басқа ауылдан да келіп жатыр: үйірме тағы үш мектепте ашылмақ.",
        ]
    );
    assert_eq!(
        page.authors,
        [author("Әсел", "Үмбетова-Ғали"), author("Б.", "Өтеген")]
    );
}

#[test]
fn page_in_a_kazakh_one_byte_encoding_is_the_same_page() {
    let page = read_saved_page(KAZAKH).unwrap();
    assert_eq!(read_saved_page(KAZAKH_KZ_1048).unwrap(), page);
    assert_eq!(read_saved_page(KAZAKH_PT154).unwrap(), page);
}

#[test]
fn russian_page_in_windows_1251_is_read() {
    let page = read_saved_page(RUSSIAN_WINDOWS_1251).unwrap();
    assert_eq!(page.kicker, "Погода");
    assert_eq!(page.headline, "В Актобе ждут первый снег: до –5 °C");
    assert_eq!(
        page.paragraphs,
        [
            "Синоптики обещают снег уже в ночь на субботу, ±2 часа. Ёлки для площади привезли.",
            "— Дороги чистить готовы, — сказали в «Горстрое» № 3.",
        ]
    );
    assert_eq!(page.authors, [author("Иван", "Петров")]);
}

#[test]
fn english_page_in_utf_16_is_read() {
    let page = read_saved_page(ENGLISH_UTF_16).unwrap();
    assert_eq!(page.kicker, "Sport");
    assert_eq!(page.headline, "Village team wins the “Steppe Cup”");
    assert_eq!(
        page.paragraphs,
        [
            "The team won 3:2 — its first cup in nine years.",
            "Comments from the coach were short: “We ran.”"
        ]
    );
    assert_eq!(
        page.authors,
        [author("John", "Smith"), author("Anna", "Jones")]
    );

    let big_endian: Vec<u8> = ENGLISH_UTF_16
        .chunks(2)
        .flat_map(|unit| unit.iter().rev().copied())
        .collect();
    assert_eq!(read_saved_page(&big_endian).unwrap(), page);
}

#[test]
fn byte_order_mark_is_no_part_of_the_rubric() {
    let marked = [b"\xEF\xBB\xBF", KAZAKH].concat();
    assert_eq!(read_saved_page(&marked), read_saved_page(KAZAKH));
}

#[test]
fn latin_text_in_one_byte_is_windows_1252() {
    let page = read_saved_page(b"News\nCaf\xE9 Zo\xEB\nShe said: \x93Yes.\x94").unwrap();
    assert_eq!(page.headline, "Café Zoë");
    assert_eq!(page.paragraphs, ["She said: “Yes.”"]);
}

#[test]
fn any_line_end_ends_a_line() {
    let expected = read("Айдар\nТақырып\nБір.\nЕкі.");
    for end in [
        "\r\n",
        "\r",
        "\u{2028}",
        "\u{2029}",
        "\u{85}",
        "\u{B}",
        "\u{C}",
        "\n\n \t\r\n",
    ] {
        let text = ["Айдар", "Тақырып", "Бір.", "Екі."].join(end);
        assert_eq!(read(&text), expected, "{end:?}");
    }
}

#[test]
fn runs_of_white_space_become_one_space_and_nothing_else_changes() {
    let page = read(
        "\u{A0}Айдар\t\n«Jas Otan»\u{A0} жастар\u{202F}\u{2009} 10\u{A0}000\n\
         \t— Иә,\u{2003}— деді…  «Осы»-да?!\u{3000} \n\
         Шұғыла\u{AD}лы жа\u{200B}й",
    );
    assert_eq!(page.kicker, "Айдар");
    assert_eq!(page.headline, "«Jas Otan» жастар 10 000");
    assert_eq!(
        page.paragraphs,
        ["— Иә, — деді… «Осы»-да?!", "Шұғылалы жай"]
    );
}

#[test]
fn decomposed_letters_are_composed() {
    let page = read("а\nмаи\u{306}\nе\u{308}лка");
    assert_eq!(
        (page.headline.as_str(), page.paragraphs[0].as_str()),
        ("май", "ёлка")
    );
}

#[test]
fn share_buttons_above_the_article_are_passed_over() {
    let page = read("Айдар\nТақырып\nБөлісу\nFacebook\nTelegram\nМәтін осы.\nБөлісу\nӨзге");
    assert_eq!(page.paragraphs, ["Мәтін осы."]);
}

#[test]
fn headlines_of_other_news_never_become_the_article() {
    assert_eq!(
        refusal("Айдар\n\nТақырып\n\nБасқа жаңалықтар\nӨзге тақырып".as_bytes()),
        SavedPageError::NoBody { line: 3 }
    );
    assert_eq!(
        refusal("Айдар\nБасқа жаңалықтар\nӨзге тақырып".as_bytes()),
        SavedPageError::NoHeadline { line: 1 }
    );
}

#[test]
fn rubric_may_sound_like_furniture() {
    assert_eq!(
        read("Последние новости\nЗаголовок\nТекст.").kicker,
        "Последние новости"
    );
}

#[test]
fn page_without_its_parts_is_refused_with_the_line() {
    for text in ["", "\n", "\u{FEFF}", " \t\r\n\u{A0}\n"] {
        assert_eq!(refusal(text.as_bytes()), SavedPageError::Empty, "{text:?}");
    }
    assert_eq!(
        refusal(b"\r\n\r\nNews\r\n"),
        SavedPageError::NoHeadline { line: 3 }
    );
    assert_eq!(
        refusal(b"News\n\n\nHeadline\n"),
        SavedPageError::NoBody { line: 4 }
    );
    assert_eq!(
        refusal("Айдар\nТақырып\nКәмшат ҚОПАЕВА.".as_bytes()),
        SavedPageError::NoBody { line: 2 }
    );
    assert_eq!(
        refusal(b"News\n\n\nHeadline\n").to_string(),
        "line 4: no article follows; expected at least one paragraph"
    );
}

#[test]
fn files_of_other_kinds_are_refused_by_name() {
    for (bytes, kind) in [
        (&b"%PDF-1.7\n"[..], "PDF"),
        (b"PK\x03\x04\x14\x00", "ZIP"),
        (b"\x89PNG\r\n\x1A\n", "PNG"),
        (b"\xFF\xD8\xFF\xE0", "JPEG"),
        (b"{\\rtf1", "RTF"),
        (b"\n <!DOCTYPE html>", "HTML"),
        (b"\xEF\xBB\xBF<html lang=kk>", "HTML"),
    ] {
        let error = refusal(bytes);
        assert_eq!(error.line(), Some(1));
        assert!(error.to_string().contains(kind), "{error}");
    }
}

#[test]
fn bytes_that_are_no_text_are_refused_with_their_line() {
    assert_eq!(
        refusal(b"News\nHead\0line\nText"),
        SavedPageError::ControlCharacter { line: 2, code: 0 }
    );
    assert_eq!(
        refusal("Айдар\r\nТақырып\r\nМәтін\u{7}".as_bytes()),
        SavedPageError::ControlCharacter { line: 3, code: 7 }
    );
    assert_eq!(
        refusal(b"\xFF\xFEa\0\n\0\0\0"),
        SavedPageError::ControlCharacter { line: 2, code: 0 }
    );
    let (encoded, _, _) = WINDOWS_1251.encode("Рубрика\nЗаголовок");
    let error = refusal(&[&encoded[..], b"\x98"].concat());
    assert_eq!(
        error,
        SavedPageError::ControlCharacter {
            line: 2,
            code: 0x98
        }
    );
}

#[test]
fn damaged_text_is_refused_and_not_guessed_at() {
    let mut bytes = "Айдар\nТақырып\nМәтін осы жерде.\nСоңы".as_bytes().to_vec();
    let position = "Айдар\nТақырып\nМә".len();
    bytes.remove(position);
    assert_eq!(
        refusal(&bytes),
        SavedPageError::Damaged {
            line: 3,
            encoding: "UTF-8"
        }
    );
    let cut_in_a_letter = &"Айдар\nТақырып".as_bytes()[.."Айдар\nТақырып".len() - 1];
    assert_eq!(
        refusal(cut_in_a_letter),
        SavedPageError::Damaged {
            line: 2,
            encoding: "UTF-8"
        }
    );
    assert_eq!(
        refusal(b"\xEF\xBB\xBFa\nb\xFF"),
        SavedPageError::Damaged {
            line: 2,
            encoding: "UTF-8"
        }
    );
    assert_eq!(
        refusal(b"\xFF\xFEa\0\n\0b"),
        SavedPageError::Damaged {
            line: 2,
            encoding: "UTF-16LE"
        }
    );
}

#[test]
fn size_has_a_limit() {
    let largest = format!("a\nb\nc{}", " ".repeat(GREATEST_PAGE_BYTES - 5));
    assert!(read_saved_page(largest.as_bytes()).is_ok());
    let error = refusal(format!("{largest}d").as_bytes());
    assert_eq!(error.line(), None);
    assert_eq!(
        error.to_string(),
        "the file has 5242881 bytes; a saved page may have at most 5 MB"
    );
}

#[test]
fn seed_article_is_read() {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../shared/data/seed-article.txt"
    );
    let Ok(bytes) = std::fs::read(path) else {
        eprintln!("skipped: there is no {path}");
        return;
    };
    let page = read_saved_page(&bytes).unwrap();
    assert_eq!(page.kicker, "Жаңалықтар");
    assert_eq!(page.headline, "«Jas Otan» жастар қанатында жаңа төраға");
    assert_eq!(page.paragraphs.len(), 6);
    assert!(page.paragraphs[0].ends_with("ІХ конференциясы онлайн түрде өтті."));
    assert!(page.paragraphs[3].starts_with("— Ақтөбе облысында кадрлық"));
    assert!(page.paragraphs[3].ends_with("— деді Нұржан Жетпісбаев."));
    assert!(
        page.paragraphs
            .iter()
            .all(|paragraph| !paragraph.contains("  "))
    );
    assert!(page.paragraphs[5].ends_with("29 жасқа дейінгі жастар."));
    assert_eq!(page.authors, [author("Кәмшат", "Қопаева")]);
}

proptest! {
    #[test]
    fn page_is_read_back_as_it_was_written(
        kicker in "[А-ЯӘҒҚІ][а-яәғқңөұүі]{2,12}",
        headline in "«[A-Z][a-z]{1,8}» [а-яәғқңөұүі]{1,12} [0-9]{1,3}",
        paragraphs in proptest::collection::vec("(— )?[А-ЯӘҒҚІ][а-яәғқңөұүі,]{1,20}( [а-яі]{1,9}){1,30}\\.", 1..6),
        gap in "\n{1,3}|\r\n|\r\n \r\n|\u{2028}",
        furniture in proptest::sample::select(vec!["", "Басқа жаңалықтар", "Другие новости:", "SHARE"]),
    ) {
        prop_assume!(!paragraphs.iter().any(|line| line.starts_with("Фото") || line.starts_with("Сурет")));
        let mut lines = vec![kicker.clone(), headline.clone()];
        lines.extend(paragraphs.iter().cloned());
        lines.extend(["Кәмшат ҚОПАЕВА.".to_owned(), furniture.to_owned()]);
        let expected = SavedPage { kicker, headline, paragraphs, authors: vec![author("Кәмшат", "Қопаева")] };
        prop_assert_eq!(read_saved_page(lines.join(&gap).as_bytes()), Ok(expected));
    }

    #[test]
    fn no_bytes_make_the_reader_fail_otherwise(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        if let Ok(page) = read_saved_page(&bytes) {
            prop_assert!(!page.paragraphs.is_empty());
            for line in page.paragraphs.iter().chain([&page.kicker, &page.headline]) {
                prop_assert!(!line.is_empty() && line.trim() == line);
                prop_assert!(!line.contains(char::is_control));
            }
        }
    }
}
