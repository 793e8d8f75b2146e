//! What is taken out comes in again.

use crate::link;
use proptest::{prelude::*, test_runner::Config};
use reading::exchange::{SavedLink, Source, read, to_bookmarks, to_csv, to_json};

/// Words with everything that a format could stumble over.
fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        "[ a-zәқ=+@',;|\"<>&\\-]{0,12}",
        Just("=HYPERLINK(\"https://evil.example\")".to_owned()),
        Just("'=1".to_owned()),
        Just("''".to_owned()),
        Just("&amp; </A><DL> \u{A0}x".to_owned()),
    ]
    .prop_map(|text| text.trim().to_owned())
}

fn links() -> impl Strategy<Value = Vec<SavedLink>> {
    let lists = prop::collection::btree_set(words(), 0..3);
    let saved_at = prop::option::of(1_i64..4_000_000_000);
    let link = (
        words(),
        lists,
        [words(), words()],
        saved_at,
        any::<[bool; 2]>(),
    )
        .prop_map(
            |(title, lists, note, saved_at, [is_read, is_archived])| SavedLink {
                address: String::new(),
                title,
                lists: lists.into_iter().filter(|list| !list.is_empty()).collect(),
                tags: Vec::new(),
                note: note.join("\n").trim().to_owned(),
                saved_at: saved_at.map(|seconds| seconds * 1_000),
                is_read,
                is_archived,
            },
        );
    prop::collection::vec(link, 0..8).prop_map(|mut links| {
        for (number, link) in links.iter_mut().enumerate() {
            link.address = format!("https://paper.example/kk/news/{number}?a=1&b=\"\"");
            if link.title.is_empty() {
                link.title.clone_from(&link.address);
            }
        }
        links
    })
}

/// Bookmarks are in the order of folders.
fn sorted(mut links: Vec<SavedLink>) -> Vec<SavedLink> {
    links.sort_by(|one, other| one.address.cmp(&other.address));
    for link in &mut links {
        link.lists.sort();
    }
    links
}

proptest! {
    #![proptest_config(Config { cases: 2_000, failure_persistence: None, ..Config::default() })]

    #[test]
    fn what_is_taken_out_comes_in_again(links in links()) {
        let json = read(to_json(&links).as_bytes()).unwrap();
        prop_assert_eq!((json.source, &json.links), (Source::Own, &links));
        let csv = to_csv(&links);
        let table = read(csv.as_bytes()).unwrap();
        prop_assert_eq!((table.source, &table.links), (Source::Own, &links));
        prop_assert_eq!(table.left_out, []);
        if !links.is_empty() {
            let page = read(to_bookmarks(&links, "Мои списки <1>").as_bytes()).unwrap();
            prop_assert_eq!(page.source, Source::Bookmarks);
            prop_assert_eq!(sorted(page.links), sorted(links));
        }
        // No cell begins a formula, wherever a cell begins.
        let mut reader = csv::Reader::from_reader(csv.as_bytes());
        for record in reader.records() {
            for cell in &record.unwrap() {
                prop_assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell}");
            }
        }
    }

    #[test]
    fn no_file_stops_the_program(text in "[\\[{<]?[ -~\n]{0,200}", bytes in prop::collection::vec(any::<u8>(), 0..50)) {
        let _whatever = read(text.as_bytes());
        let _whatever = read(&bytes);
    }
}

#[test]
fn a_table_is_as_the_standard_says() {
    let mut saved = link("https://paper.example/1", "Said \"no\", and left");
    saved.lists = vec!["Bus".to_owned(), "Home".to_owned()];
    saved.saved_at = Some(1_473_328_558_000);
    saved.is_read = true;
    let expected = "address,title,lists,note,saved_at,is_read,is_archived\r\n\
        https://paper.example/1,\"Said \"\"no\"\", and left\",\"Bus\nHome\",,2016-09-08T09:55:58Z,yes,no\r\n";
    assert_eq!(to_csv(&[saved]), expected);
}

#[test]
fn a_formula_is_only_a_text() {
    let csv = to_csv(&[link("https://paper.example/1", "=SUM(A1:A9)")]);
    assert!(csv.contains(",'=SUM(A1:A9),"), "{csv}");
    assert_eq!(read(csv.as_bytes()).unwrap().links[0].title, "=SUM(A1:A9)");
}

#[test]
fn bookmarks_have_a_folder_for_each_list_and_no_open_tags() {
    let mut saved = link(
        "https://paper.example/?a=1&b=2",
        "<script>alert(1)</script>",
    );
    saved.lists = vec!["Bus & tram".to_owned(), "Home".to_owned()];
    saved.note = "Ask Aigul".to_owned();
    saved.saved_at = Some(1_473_328_558_000);
    let html = to_bookmarks(&[saved.clone()], "Lists");
    assert!(html.starts_with("<!DOCTYPE NETSCAPE-Bookmark-file-1>"));
    assert!(html.contains("<H3>Bus &amp; tram</H3>") && html.contains("<H3>Home</H3>"));
    assert!(html.contains("HREF=\"https://paper.example/?a=1&amp;b=2\" ADD_DATE=\"1473328558\""));
    assert!(!html.contains("<script"));
    assert_eq!(html.matches("<DL>").count(), html.matches("</DL>").count());
    assert_eq!(read(html.as_bytes()).unwrap().links, [saved]);
}
