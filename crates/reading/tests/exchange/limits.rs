//! Files that are refused, and what is said then.

use reading::exchange::{ImportError, LARGEST_FILE, read};

fn refused(file: &str) -> String {
    read(file.as_bytes()).unwrap_err().to_string()
}

#[test]
fn a_file_that_is_none_of_them_is_named_so() {
    for file in [
        "",
        "  \n",
        "[]",
        "{}",
        r#"{"format":"other"}"#,
        "[{\"a\":1}]",
        "<p>Hello",
        "a,b\n1,2\n",
        "Hello",
    ] {
        assert_eq!(read(file.as_bytes()), Err(ImportError::Unknown), "{file}");
    }
    assert_eq!(read(b"PK\x03\x04..."), Err(ImportError::Packed));
    assert_eq!(read(b"ab\xFF"), Err(ImportError::NoText { byte: 2 }));
}

#[test]
fn damage_is_told_with_its_line() {
    let own =
        "{\"format\":\"tilshi-reading-lists\",\"version\":1,\"articles\":[\n{\"title\":\"A\"}]}";
    assert_eq!(refused(own), "line 2: missing field `address`");
    let wallabag = "[{\"created_at\":\"x\",\"url\":\"https://a.example\"},\n{\"url\":7}]";
    assert!(refused(wallabag).starts_with("line 2: invalid type: integer `7`"));
    assert!(refused("[{\"savedAt\":").starts_with("line 1: EOF"));
    let table =
        "title,url,time_added,tags,status\nA,https://a.example,1,,unread\nB,https://b.example\n";
    assert_eq!(
        refused(table),
        "line 3: has 2 cells; accepted are 5, as in the first line"
    );
}

#[test]
fn a_file_may_have_only_so_much() {
    let row = |number: usize| format!("A,https://a.example/{number},1,,unread\n");
    let table = |rows| {
        let header = "title,url,time_added,tags,status\n".to_owned();
        header + &(0..rows).map(row).collect::<String>()
    };
    assert_eq!(read(table(10_000).as_bytes()).unwrap().links.len(), 10_000);
    assert_eq!(read(table(10_001).as_bytes()), Err(ImportError::TooMany));
    let page: String = (0..10_001)
        .map(|number| format!("<A HREF=\"https://a.example/{number}\">A</A>"))
        .collect();
    assert_eq!(read(page.as_bytes()), Err(ImportError::TooMany));
    let size = LARGEST_FILE + 1;
    assert_eq!(read(&vec![b' '; size]), Err(ImportError::TooLarge { size }));
}

#[test]
fn a_page_made_to_be_deep_does_no_harm() {
    let deep = format!(
        "{}<A HREF=\"https://a.example\">A</A>",
        "<DL>".repeat(500_000)
    );
    assert_eq!(read(deep.as_bytes()).unwrap().links.len(), 1);
}
