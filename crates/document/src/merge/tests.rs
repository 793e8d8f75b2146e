use super::*;

fn body(words: &str) -> Document {
    Document::from_paragraphs(words.split('|').map(|words| words.trim().to_owned()))
}

fn show_blocks(blocks: &[Block]) -> String {
    let words: Vec<String> = blocks.iter().map(Block::readable).collect();
    words.join(" | ")
}

/// Agreed blocks as they are, a dispute as `{base ; mine ; theirs}`.
fn show(merged: &Merged) -> String {
    let pieces: Vec<String> = merged
        .pieces
        .iter()
        .map(|piece| match piece {
            Piece::Agreed(blocks) => show_blocks(blocks),
            Piece::Disputed { base, mine, theirs } => {
                let sides = [base, mine, theirs].map(|side| show_blocks(side));
                format!("{{{}}}", sides.join(" ; "))
            }
        })
        .collect();
    pieces.join(" | ")
}

#[track_caller]
fn check(cases: &[(&str, &str, &str, &str)]) {
    for (base, mine, theirs, expected) in cases {
        let merged = merge(&body(base), &body(mine), &body(theirs));
        assert_eq!(show(&merged), *expected, "{base} ; {mine} ; {theirs}");
    }
}

#[test]
fn what_one_side_changed_is_taken_from_there() {
    check(&[
        ("a | b", "a | b", "a | b", "a | b"),
        ("a | b", "x | b", "a | b", "x | b"),
        ("a | b", "a | b", "a | x", "a | x"),
        ("a | b | c", "x | b | c", "a | b | y", "x | b | y"),
        // Neighbours are two places.
        ("a | b", "x | b", "a | y", "x | y"),
        (
            "a | b | c | d",
            "x | b | y | d",
            "a | z | c | w",
            "x | z | y | w",
        ),
        // Deletions.
        ("a | b | c", "a | c", "a | b | c", "a | c"),
        ("a | b | c", "b | c", "a | b", "b"),
        ("a | b", "a", "b", ""),
        ("a | b", "a", "x | b", "x"),
    ]);
}

#[test]
fn the_same_change_on_both_sides_is_no_dispute() {
    check(&[
        ("a | b", "x | b", "x | b", "x | b"),
        ("a | b", "b", "b", "b"),
        ("a | b", "a | n | b", "a | n | b", "a | n | b"),
        ("a | b | c", "x | b | y", "x | b | c", "x | b | y"),
        ("a | b | c | d", "d", "b | d", "d"),
    ]);
}

#[test]
fn of_two_insertions_both_are_kept_and_equal_blocks_once() {
    check(&[
        ("a", "a | m", "a | t", "a | t | m"),
        ("a", "m | a", "t | a", "t | m | a"),
        ("a | b", "a | m | b", "a | t | b", "a | t | m | b"),
        ("a", "a | m | n", "a | m", "a | m | n"),
        ("a", "a | m", "a | m | t", "a | m | t"),
        ("a", "a | k | m", "a | k | t", "a | k | t | m"),
        ("a", "a | m | k", "a | t | k", "a | t | m | k"),
        ("a | b", "m | a | b", "a | b | t", "m | a | b | t"),
    ]);
}

#[test]
fn an_insertion_beside_a_changed_or_deleted_block_is_no_dispute() {
    check(&[
        ("a | b", "x | b", "a | n | b", "x | n | b"),
        ("a | b", "a | x", "a | n | b", "a | n | x"),
        ("a | b", "n | a | b", "x | b", "n | x | b"),
        ("a | b", "b", "a | n | b", "n | b"),
        ("a | b | c", "c", "a | n | b | c", "n | c"),
        (
            "a | b | c",
            "a | x | c",
            "a | n | b | m | c",
            "a | n | x | m | c",
        ),
        // A changed block is known again beside what was put in with it.
        (
            "бір екі үш төрт бес",
            "жаңа нәрсе | бір екі үш төрт алты",
            "бір екі үш төрт бес | соңы",
            "жаңа нәрсе | бір екі үш төрт алты | соңы",
        ),
    ]);
}

#[test]
fn a_block_changed_on_both_sides_or_deleted_on_one_is_disputed() {
    check(&[
        ("a", "x", "y", "{a ; x ; y}"),
        ("a | b | c", "a | x | c", "a | y | c", "a | {b ; x ; y} | c"),
        ("a | b | c", "a | c", "a | y | c", "a | {b ;  ; y} | c"),
        ("a | b | c", "a | x | c", "a | c", "a | {b ; x ; } | c"),
        (
            "a | b | c",
            "x | b | y",
            "z | b | w",
            "{a ; x ; z} | b | {c ; y ; w}",
        ),
        // What is elsewhere stays out of it.
        ("a | b", "a | x", "n | a | y | t", "n | a | {b ; x ; y | t}"),
        // A run written anew as a whole.
        (
            "a | b | c",
            "x | y | c",
            "a | z | c",
            "{a | b ; x | y ; a | z} | c",
        ),
        ("a | b", "x | y", "a | n | b", "{a | b ; x | y ; a | n | b}"),
        // Alike blocks in a row are disputed one by one.
        (
            "бір екі үш | төрт бес алты",
            "бір екі жеті | төрт бес сегіз",
            "бір екі үш | төрт бес тоғыз",
            "бір екі жеті | {төрт бес алты ; төрт бес сегіз ; төрт бес тоғыз}",
        ),
    ]);
}

#[test]
fn a_divided_or_joined_block_is_disputed_as_a_whole() {
    check(&[
        (
            "бір екі үш төрт бес алты | соңы",
            "бір екі үш төрт | бес алты | соңы",
            "бір екі үш төрт бес жеті | соңы",
            "{бір екі үш төрт бес алты ; бір екі үш төрт | бес алты ; бір екі үш төрт бес жеті} | соңы",
        ),
        (
            "бір екі үш | төрт бес алты | соңы",
            "бір екі үш төрт бес алты | соңы",
            "бір екі үш | төрт бес жеті | соңы",
            "{бір екі үш | төрт бес алты ; бір екі үш төрт бес алты ; бір екі үш | төрт бес жеті} | соңы",
        ),
    ]);
}

#[test]
fn marks_count_as_changes_too() {
    let plain = body("сөз");
    let strong = Document::from_json(
        r#"{"type":"doc","content":[{"type":"paragraph","content":[
            {"type":"text","marks":[{"type":"strong"}],"text":"сөз"}]}]}"#,
    )
    .unwrap();
    assert_eq!(
        merge(&plain, &strong, &plain).into_agreed(),
        Some(strong.clone())
    );
    assert!(!merge(&plain, &strong, &body("сөздер")).is_agreed());
}

#[test]
fn a_dispute_is_settled_by_the_choice_for_it() {
    let merged = merge(&body("a | b | c"), &body("x | b | y"), &body("z | b | w"));
    assert!(!merged.is_agreed());
    assert_eq!(merged.clone().into_agreed(), None);
    for (choices, expected) in [
        (&[Choice::Mine, Choice::Theirs][..], "x | b | w"),
        (&[Choice::Theirs, Choice::Mine], "z | b | y"),
        (&[Choice::Both, Choice::Both], "x | z | b | y | w"),
        (&[Choice::Mine], "x | b | y | w"),
        (&[Choice::Mine, Choice::Mine, Choice::Theirs], "x | b | y"),
        (&[], "x | z | b | y | w"),
    ] {
        assert_eq!(show_blocks(merged.settle(choices).blocks()), expected);
    }
}

#[test]
fn where_everything_is_deleted_an_empty_body_remains() {
    let merged = merge(&body("a | b"), &body("a"), &body("b"));
    assert_eq!(merged.into_agreed(), Some(Document::default()));
    let merged = merge(&body("a | b"), &body("b"), &body("x | b"));
    assert_eq!(merged.settle(&[Choice::Mine]), body("b"));
}
