//! How words are read.

use super::*;

fn read(text: &str) -> Vec<String> {
    words(text)
        .into_iter()
        .flat_map(|word| {
            std::iter::once(word.plain)
                .chain(word.disguised)
                .chain(word.weak)
        })
        .filter(|reading| !reading.is_empty())
        .collect()
}

#[test]
fn disguises_are_undone() {
    let table = [
        ("дypaк", "дурак"),
        ("ДУРАК", "дурак"),
        ("д.у.р.а.к", "дурак"),
        ("Д-У-Р-А-К!", "дурак"),
        ("ты д у р а к", "дурак"),
        ("дуууурак", "дурак"),
        ("дур@к", "дурак"),
        ("д*рак", "д?рак"),
        ("durak", "дурак"),
        ("ду\u{301}ра\u{336}к", "дурак"),
        ("ду\u{200B}рак", "дурак"),
        ("𝐝𝐮𝐫𝐚𝐤", "дурак"),
        ("ｄｕｒａｋ", "дурак"),
        ("cyka", "сука"),
        ("zhala", "жала"),
        ("1di0t", "idiot"),
        ("іdіоt", "idiot"),
        ("m0r0n", "moron"),
        ("ақымаққққ", "ақымақ"),
    ];
    for (written, meant) in table {
        assert!(
            read(written).contains(&meant.to_owned()),
            "{written}: {:?}",
            read(written)
        );
    }
}

#[test]
fn ordinary_writing_has_no_second_reading() {
    for ordinary in [
        "Ауылда жаңа мектеп ашылды",
        "А. Б. Сейітов",
        "т. б.",
        "8 705 123 45 67",
        "25-ке",
        "XXI",
        "Covid-19",
        "ООО «Ақсай»",
        "2026",
    ] {
        for word in words(ordinary) {
            assert!(
                word.disguised.iter().all(|reading| !reading
                    .chars()
                    .all(|letter| ('а'..='я').contains(&letter))
                    || word.plain.is_ascii()),
                "{ordinary}: {word:?}"
            );
        }
    }
}

#[test]
fn words_know_where_they_stand() {
    let text = "Сен, д у р а к, ақымақсың!";
    let found: Vec<&str> = words(text)
        .iter()
        .map(|word| &text[word.start..word.end])
        .collect();
    assert!(found.contains(&"ақымақсың"), "{found:?}");
    assert!(
        found.iter().any(|word| word.starts_with("д у р а к")),
        "{found:?}"
    );
}
