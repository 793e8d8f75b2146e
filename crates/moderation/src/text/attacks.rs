//! What attacks become, from `fixtures/attacks`.

use super::*;

/// Reads `\\`, `\n`, `\r` and `\u{…}`, as Rust does.
fn unescape(written: &str) -> String {
    let mut read = String::new();
    let mut rest = written;
    while let Some((before, after)) = rest.split_once('\\') {
        read.push_str(before);
        let sign = after.chars().next().expect("something after a backslash");
        rest = &after[1..];
        match sign {
            'n' => read.push('\n'),
            'r' => read.push('\r'),
            '\\' => read.push('\\'),
            'u' => {
                let (number, after) = rest[1..].split_once('}').expect("a closing brace");
                let number = u32::from_str_radix(number, 16).expect("a hexadecimal number");
                read.push(char::from_u32(number).expect("a character"));
                rest = after;
            }
            other => panic!("\\{other} in {written}"),
        }
    }
    read + rest
}

fn assert_all(file: &str) {
    let mut cases = 0;
    for line in file.lines().filter(|line| !line.starts_with("# ")) {
        let (sent, shown) = line.split_once('\t').expect("a tab");
        let text = CommentText::parse(&unescape(sent)).expect("a text");
        assert_eq!(text.to_html(), unescape(shown), "{line}");
        cases += 1;
    }
    assert!(cases >= 3, "{cases}");
}

#[test]
fn scripts_are_text() {
    assert_all(include_str!("../../fixtures/attacks/scripts.txt"));
}

#[test]
fn nothing_turns_the_direction() {
    assert_all(include_str!("../../fixtures/attacks/direction.txt"));
}

#[test]
fn nothing_is_invisible() {
    assert_all(include_str!("../../fixtures/attacks/invisible.txt"));
}

#[test]
fn marks_do_not_leave_their_line() {
    assert_all(include_str!("../../fixtures/attacks/marks.txt"));
}

#[test]
fn alphabets_deceive_in_no_address() {
    assert_all(include_str!("../../fixtures/attacks/alphabets.txt"));
}

#[test]
fn lines_are_paragraphs() {
    assert_all(include_str!("../../fixtures/attacks/lines.txt"));
}

#[test]
fn a_megabyte_of_anything_is_read_in_a_moment() {
    let floods = [
        "\u{301}".to_owned(),
        "а\u{301}\u{302}".to_owned(),
        "\n".to_owned(),
        "https://a.kz/".to_owned(),
        "\u{115F}\u{1160}".to_owned(),
    ];
    for flood in floods {
        let text = format!("аб{}", flood.repeat(1_000_000 / flood.len()));
        let start = std::time::Instant::now();
        let read = CommentText::parse(&text).map(|text| text.as_str().chars().count());
        // Unoptimised; what takes the square of the length takes hours.
        assert!(
            start.elapsed().as_secs() < 30,
            "{flood:?}: {:?}",
            start.elapsed()
        );
        match read {
            Ok(characters) => assert!(characters <= 4, "{flood:?}: {characters}"),
            Err(TextProblem::TooLong { .. }) => {}
            Err(problem) => panic!("{flood:?}: {problem}"),
        }
    }
    // The longest text that is taken, of what there is most to do for.
    for sign in [")", "[.]kz ", "www.", "https://a.kz) ", "&"] {
        let text = CommentText::parse(&sign.repeat(4_000 / sign.len())).expect("a text");
        let start = std::time::Instant::now();
        assert!(text.to_html().len() >= 3_900);
        assert!(
            start.elapsed().as_secs() < 5,
            "{sign}: {:?}",
            start.elapsed()
        );
    }
}
