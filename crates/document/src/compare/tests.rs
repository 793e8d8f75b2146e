use super::*;
use std::fmt::Write as _;

fn body(content: &str) -> Document {
    Document::from_json(&format!(r#"{{"type":"doc","content":[{content}]}}"#)).unwrap()
}

fn paragraphs(words: &[&str]) -> Document {
    Document::from_paragraphs(words.iter().map(|words| (*words).to_owned()))
}

fn show_words(words: &[WordChange]) -> String {
    words
        .iter()
        .map(|change| match change {
            WordChange::Same(words) => words.clone(),
            WordChange::Removed(words) => format!("[-{words}-]"),
            WordChange::Added(words) => format!("[+{words}+]"),
        })
        .collect()
}

/// One line for each difference.
fn show(before: &Document, after: &Document) -> String {
    let mut shown = String::new();
    for difference in compare(before, after) {
        match difference {
            Difference::Same(blocks) => writeln!(shown, "= {}", blocks.len()),
            Difference::Removed(block) => writeln!(shown, "- {}", block.readable()),
            Difference::Added(block) => writeln!(shown, "+ {}", block.readable()),
            Difference::Changed {
                words, only_form, ..
            } => {
                let sign = if only_form { "form" } else { "~" };
                writeln!(shown, "{sign} {}", show_words(&words))
            }
        }
        .unwrap();
    }
    shown
}

#[test]
fn words_are_compared_with_their_space_and_punctuation() {
    for (before, after, expected) in [
        ("", "", ""),
        ("сөз", "сөз", "сөз"),
        ("", "Жаңа тақырып", "[+Жаңа тақырып+]"),
        ("Ескі", "", "[-Ескі-]"),
        ("a red fox", "a blue fox", "a [-red-][+blue+] fox"),
        ("a fox", "a blue fox", "a[+ blue+] fox"),
        ("fox runs", "Blue fox runs", "[+Blue +]fox runs"),
        ("Қала, ауыл", "Қала ауыл", "Қала[-,-] ауыл"),
        (
            "900-ден астам",
            "900-ге жуық",
            "[-900-ден астам-][+900-ге жуық+]",
        ),
        (
            "10\u{A0}000 теңге",
            "10\u{A0}500 теңге",
            "[-10\u{A0}000-][+10\u{A0}500+] теңге",
        ),
        ("бұл — баға", "бұл\u{A0}— баға", "бұл[- -][+\u{A0}+]— баға"),
        ("бір, екі", "үш, төрт", "[-бір, екі-][+үш, төрт+]"),
        ("бір\nекі", "үш\nтөрт", "[-бір-][+үш+]\n[-екі-][+төрт+]"),
        ("«Сөз»", "„Сөз“", "[-«-][+„+]Сөз[-»-][+“+]"),
        ("сөз ", "сөз", "сөз[- -]"),
        ("👍🏽!", "👍!", "[-👍🏽-][+👍+]!"),
        ("it's his", "it's hers", "it's [-his-][+hers+]"),
    ] {
        assert_eq!(
            show_words(&compare_words(before, after)),
            expected,
            "{before:?} and {after:?}"
        );
    }
}

#[test]
fn blocks_are_paired_with_what_became_of_them() {
    let before = paragraphs(&[
        "Ауылда жаңа мектеп ашылды.",
        "Оған тоғыз жүз бала барады.",
        "Құрылыс екі жылға созылды.",
    ]);
    let after = paragraphs(&[
        "Кеше министр келді.",
        "Ауылда жаңа мектеп пен кітапхана ашылды.",
        "Құрылыс үш жылға созылды.",
    ]);
    let expected = "+ Кеше министр келді.\n\
                    ~ Ауылда жаңа мектеп[+ пен кітапхана+] ашылды.\n\
                    - Оған тоғыз жүз бала барады.\n\
                    ~ Құрылыс [-екі-][+үш+] жылға созылды.\n";
    assert_eq!(show(&before, &after), expected);
}

#[test]
fn what_has_nothing_in_common_is_removed_and_added() {
    let shown = show(
        &paragraphs(&["а б в", "бірдей"]),
        &paragraphs(&["г д е", "бірдей"]),
    );
    assert_eq!(shown, "- а б в\n+ г д е\n= 1\n");
}

#[test]
fn a_change_of_form_alone_is_told_as_such() {
    let plain = r#"{"type":"text","text":"мектеп есігін ашты"}"#;
    let strong = r#"{"type":"text","marks":[{"type":"strong"}],"text":"мектеп есігін ашты"}"#;
    let heading = |level: u8| {
        format!(r#"{{"type":"heading","attrs":{{"level":{level}}},"content":[{plain}]}}"#)
    };
    let paragraph = |inline: &str| format!(r#"{{"type":"paragraph","content":[{inline}]}}"#);
    let quote = format!(
        r#"{{"type":"blockquote","content":[{}]}}"#,
        paragraph(plain)
    );
    for (before, after) in [
        (paragraph(plain), paragraph(strong)),
        (paragraph(plain), heading(2)),
        (heading(2), heading(3)),
        (paragraph(strong), quote),
    ] {
        assert_eq!(
            show(&body(&before), &body(&after)),
            "form мектеп есігін ашты\n"
        );
    }
    let blank = body(r#"{"type":"paragraph"}"#);
    let rule = body(r#"{"type":"horizontal_rule"}"#);
    assert_eq!(show(&blank, &rule), "- \n+ \n");
}

#[test]
fn pictures_tables_lists_and_embeds_can_be_read() {
    let figure = |alternative: &str, credit: &str, caption: &str| {
        format!(
            r#"{{"type":"figure","attrs":{{"src":"/media/1/a.jpg","alt":"{alternative}","width":4,"height":3,"credit":"{credit}"}},"content":[{{"type":"text","text":"{caption}"}}]}}"#
        )
    };
    let (old, new) = (
        figure("Дала", "Фото: Асан", "Көктем"),
        figure("Қыр", "Фото: Үсен", "Жаз"),
    );
    let shown = "[-Көктем-][+Жаз+]\n[-Дала-][+Қыр+]\nФото: [-Асан-][+Үсен+]\n/media/1/a.jpg";
    assert_eq!(show(&body(&old), &body(&new)), format!("~ {shown}\n"));

    let gallery = |figure: &str| {
        format!(
            r#"{{"type":"gallery","content":[{figure},{}]}}"#,
            figure.replace("1/a", "2/b")
        )
    };
    let shown = show(&body(&gallery(&old)), &body(&gallery(&new)));
    assert!(
        shown.contains("[+Жаз+]") && shown.contains("/media/2/b.jpg"),
        "{shown}"
    );

    let cell = |words: &str| {
        format!(
            r#"{{"type":"table_cell","content":[{{"type":"paragraph","content":[{{"type":"text","text":"{words}"}}]}}]}}"#
        )
    };
    let row = |cells: [&str; 2]| {
        let cells = cells.map(cell).join(",");
        format!(r#"{{"type":"table_row","content":[{cells}]}}"#)
    };
    let table = |number: &str| {
        let rows = [row(["облыс", number]), row(["облыс", "облыс"])].join(",");
        format!(r#"{{"type":"table","content":[{rows}]}}"#)
    };
    let shown = show(&body(&table("12")), &body(&table("15")));
    assert_eq!(shown, "~ облыс\t[-12-][+15+]\nоблыс\tоблыс\n");

    let list = |second: &str| {
        format!(
            r#"{{"type":"bullet_list","content":[{{"type":"list_item","content":[{{"type":"paragraph","content":[{{"type":"text","text":"бірінші тармақ"}}]}}]}},{{"type":"list_item","content":[{{"type":"paragraph","content":[{{"type":"text","text":"{second}"}}]}}]}}]}}"#
        )
    };
    let shown = show(&body(&list("екінші тармақ")), &body(&list("үшінші тармақ")));
    assert_eq!(shown, "~ бірінші тармақ\n[-екінші-][+үшінші+] тармақ\n");

    let embed = |number: u8| {
        format!(r#"{{"type":"embed","attrs":{{"url":"https://t.me/tilshi/{number}"}}}}"#)
    };
    let shown = show(&body(&embed(1)), &body(&embed(2)));
    assert_eq!(shown, "- https://t.me/tilshi/1\n+ https://t.me/tilshi/2\n");
}

#[test]
fn a_long_text_is_compared_passage_by_passage_and_then_word_by_word() {
    let sentences: Vec<String> = (0..2000)
        .map(|number| format!("Бұл {number} сөйлем бір екі үш төрт бес."))
        .collect();
    let before = sentences.join(" ");
    let after = before.replace("Бұл 1000 сөйлем", "Осы 1000 мақал");
    assert!(words::split(&before).len() > 5_000);
    let differences = compare_words(&before, &after);
    let changed: Vec<_> = differences[1..4].to_vec();
    assert_eq!(show_words(&changed), "[-Бұл-][+Осы+] 1000 ".to_owned());
    assert_eq!(differences.len(), 7);
}

/// Letters in no order, the same each time.
fn scattered_letters(count: usize, mut seed: u32) -> String {
    (0..count)
        .flat_map(|_| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            [char::from(b'a' + (seed >> 24) as u8 % 23), ' ']
        })
        .collect()
}

#[test]
fn what_is_too_long_and_has_no_sentences_is_not_compared_word_by_word() {
    let (one, other) = (scattered_letters(300_000, 1), scattered_letters(300_000, 2));
    let differences = compare_words(one.trim_end(), other.trim_end());
    assert!(
        matches!(
            &differences[..],
            [WordChange::Removed(_), WordChange::Added(_)]
        ),
        "{} differences",
        differences.len()
    );
}

/// A second is ample; the limit is far above it because machines differ, and far below what it takes
/// to compare every block with every other.
#[test]
fn alike_blocks_are_not_sought_without_end() {
    let begun = std::time::Instant::now();
    let blocks =
        |seed| {
            let letters = scattered_letters(8_000, seed);
            Document::from_paragraphs(letters.split_whitespace().enumerate().map(
                |(number, letter)| {
                    format!("{letter} {seed} {number} бір екі үш төрт бес алты жеті")
                },
            ))
        };
    let (base, one, other) = (blocks(1), blocks(2), blocks(3));
    assert_eq!(compare(&one, &other).len(), 8_000);
    assert!(!crate::merge(&base, &one, &other).pieces.is_empty());
    let taken = begun.elapsed();
    assert!(taken.as_secs() < 10, "{taken:?}");
}
