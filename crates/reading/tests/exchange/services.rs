//! What other services gave their readers.
//!
//! The files here are written after public descriptions and the tests of programs that read them
//! (wallabag's own fixture of its export, importers of Pocket's, Instapaper's and Omnivore's), not
//! taken from somebody's account.

use crate::link;
use reading::exchange::{LeftOut, SavedLink, Source, read};

#[test]
fn pocket_in_html() {
    let file = r#"<!DOCTYPE html>
<html><!--So long and thanks for all the fish-->
<head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8" /><title>Pocket Export</title></head>
<body>
<h1>Unread</h1>
<ul>
<li><a href="https://paper.example/1" time_added="1627725769" tags="bus,қала">Trams &amp; buses</a></li>
<li><a href="ftp://paper.example/" time_added="1684913346" tags="">No page</a></li>
</ul>
<h1>Read Archive</h1>
<ul>
<li><a href="https://paper.example/2" time_added="1684913522" tags=""></a></li>
</ul>
</body></html>"#;
    let import = read(file.as_bytes()).unwrap();
    assert_eq!(import.source, Source::Pocket);
    let first = SavedLink {
        tags: vec!["bus".to_owned(), "қала".to_owned()],
        saved_at: Some(1_627_725_769_000),
        ..link("https://paper.example/1", "Trams & buses")
    };
    let second = SavedLink {
        saved_at: Some(1_684_913_522_000),
        is_read: true,
        is_archived: true,
        ..link("https://paper.example/2", "https://paper.example/2")
    };
    assert_eq!(import.links, [first, second]);
    let address = "ftp://paper.example/".to_owned();
    assert_eq!(import.left_out, [LeftOut { number: 2, address }]);
}

#[test]
fn pocket_in_a_table() {
    let file = "title,url,time_added,tags,status\n\
        \"Trams, buses\",https://paper.example/1,1700000000,bus|қала,unread\n\
        https://paper.example/2,https://paper.example/2,1700000100,,archive\n";
    let import = read(file.as_bytes()).unwrap();
    assert_eq!(import.source, Source::Pocket);
    let first = SavedLink {
        tags: vec!["bus".to_owned(), "қала".to_owned()],
        saved_at: Some(1_700_000_000_000),
        ..link("https://paper.example/1", "Trams, buses")
    };
    let second = SavedLink {
        saved_at: Some(1_700_000_100_000),
        is_read: true,
        is_archived: true,
        ..link("https://paper.example/2", "https://paper.example/2")
    };
    assert_eq!(import.links, [first, second]);
}

#[test]
fn wallabag() {
    let file = r#"[
    {"id":"23","title":"Trams","url":"https://paper.example/1","is_archived":false,
     "created_at":"2016-09-08T11:55:58+0200","is_starred":true,"content":"<p>…</p>",
     "annotations":[{"text":"Ask Aigul","quote":"tram"},{"text":"and Marat"}],"tags":["bus","city"]},
    {"is_archived":1,"created_at":"2016-09-08T11:55:58+0200","is_starred":0,"id":612,
     "title":"Échecs","url":"https://paper.example/2","tags":[{"id":3,"label":"chess","slug":"chess"}]},
    {"is_archived":0,"created_at":null,"id":613,"title":null,"url":null}
]"#;
    let import = read(file.as_bytes()).unwrap();
    assert_eq!(import.source, Source::Wallabag);
    let saved_at = Some(1_473_328_558_000);
    let first = SavedLink {
        tags: vec!["bus".to_owned(), "city".to_owned()],
        note: "Ask Aigul\nand Marat".to_owned(),
        saved_at,
        ..link("https://paper.example/1", "Trams")
    };
    let second = SavedLink {
        tags: vec!["chess".to_owned()],
        saved_at,
        is_read: true,
        is_archived: true,
        ..link("https://paper.example/2", "Échecs")
    };
    assert_eq!(import.links, [first, second]);
    assert_eq!(
        import.left_out,
        [LeftOut {
            number: 3,
            address: String::new()
        }]
    );
}

#[test]
fn instapaper() {
    for (columns, tags, expected) in [
        ("", "", vec![]),
        (
            ",Tags",
            ",\"[\"\"bus\"\",\"\"city\"\"]\"",
            vec!["bus".to_owned(), "city".to_owned()],
        ),
    ] {
        let file = format!(
            "URL,Title,Selection,Folder,Timestamp{columns}\n\
             https://paper.example/1,Trams,a quote,Unread,1700000000{tags}\n\
             https://paper.example/2,Buses,,Archive,1700000100{tags}\n\
             https://paper.example/3,Planes,,Journeys,1700000200{tags}\n\
             instapaper-private://email/1,A letter,,Unread,1700000300{tags}\n"
        );
        let import = read(file.as_bytes()).unwrap();
        assert_eq!(import.source, Source::Instapaper);
        let made = |address, title, seconds: i64| SavedLink {
            tags: expected.clone(),
            saved_at: Some(seconds * 1_000),
            ..link(address, title)
        };
        let mut first = made("https://paper.example/1", "Trams", 1_700_000_000);
        first.note = "a quote".to_owned();
        let mut second = made("https://paper.example/2", "Buses", 1_700_000_100);
        (second.is_read, second.is_archived) = (true, true);
        let mut third = made("https://paper.example/3", "Planes", 1_700_000_200);
        third.lists = vec!["Journeys".to_owned()];
        assert_eq!(import.links, [first, second, third]);
        assert_eq!(import.left_out.len(), 1);
    }
}

#[test]
fn omnivore() {
    let file = r#"[
  {"id":"a1","slug":"trams-1","title":"Trams","description":"","author":"A","url":"https://paper.example/1",
   "state":"Active","readingProgress":42.5,"thumbnail":"","labels":["bus"],"savedAt":"2024-10-30T12:39:28.023Z",
   "updatedAt":"2024-10-30T12:39:28.023Z","publishedAt":null},
  {"id":"a2","slug":"buses-2","title":"Buses","url":"https://paper.example/2","state":"Archived",
   "readingProgress":100,"labels":[],"savedAt":"2024-10-30T12:39:28Z"}
]"#;
    let import = read(file.as_bytes()).unwrap();
    assert_eq!(import.source, Source::Omnivore);
    let first = SavedLink {
        tags: vec!["bus".to_owned()],
        saved_at: Some(1_730_291_968_023),
        ..link("https://paper.example/1", "Trams")
    };
    let second = SavedLink {
        saved_at: Some(1_730_291_968_000),
        is_read: true,
        is_archived: true,
        ..link("https://paper.example/2", "Buses")
    };
    assert_eq!(import.links, [first, second]);
}

#[test]
fn bookmarks_of_a_browser() {
    // As Firefox writes them: folders in folders, tags that are closed or not.
    let file = "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<TITLE>Bookmarks</TITLE>\n<H1>Bookmarks Menu</H1>\n\
        <DL><p>\n<DT><A HREF=\"https://paper.example/0\" ADD_DATE=\"1700000000\">Top</A>\n\
        <DT><H3 ADD_DATE=\"1\">City</H3>\n<DD>About the city\n<DL><p>\n\
        <DT><A HREF=\"https://paper.example/1\" TAGS=\"bus\">Trams</A>\n<DD>Ask Aigul\n\
        <DT><H3>Old</H3>\n<DL><p>\n<DT><A HREF=\"https://paper.example/2\">Buses</A>\n</DL><p>\n\
        <DT><A HREF=\"https://paper.example/3\">Planes</A>\n<DT><A HREF=\"https://paper.example/1\">Again</A>\n</DL><p>\n\
        <DT><A HREF=\"place:sort=8\">Most visited</A>\n<DT><A HREF=\"javascript:alert(1)\">Click</A>\n</DL>";
    let import = read(file.as_bytes()).unwrap();
    assert_eq!(import.source, Source::Bookmarks);
    let seen: Vec<_> = import
        .links
        .iter()
        .map(|link| {
            (
                link.title.as_str(),
                link.lists.join("/"),
                link.note.as_str(),
            )
        })
        .collect();
    let expected = [
        ("Top", String::new(), ""),
        ("Trams", "City".to_owned(), "Ask Aigul"),
        ("Buses", "Old".to_owned(), ""),
        ("Planes", "City".to_owned(), ""),
    ];
    assert_eq!(seen, expected);
    assert_eq!(import.links[1].tags, ["bus"]);
    assert_eq!(import.left_out.len(), 2);
}
