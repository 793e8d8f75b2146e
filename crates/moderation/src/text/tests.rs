//! What becomes of texts.

use super::*;
use proptest::prelude::*;

fn read(text: &str) -> String {
    CommentText::parse(text)
        .expect("a text")
        .as_str()
        .to_owned()
}

#[test]
fn what_only_deceives_or_breaks_is_taken_out() {
    let table = [
        ("  бір \r\n екі\r\n\r\n\r\n\r\nүш\t!", "бір\nекі\n\nүш !"),
        ("қа\u{202E}лам\u{202C}", "қалам"),
        ("а\u{2066}б\u{2069}в", "абв"),
        ("са\u{200B}лем\u{FEFF}\u{2060}", "салем"),
        ("е\u{301}\u{301}\u{301}\u{301}\u{301}!", "е\u{301}\u{301}!"),
        ("и\u{306}ы", "йы"),
        ("\u{301}\u{301}сөз", "сөз"),
        ("а\u{0}\u{7}б", "аб"),
        ("\u{E0041}\u{E0042}ok", "ok"),
        ("\u{3164}аб\u{3164}", "аб"),
        ("👩\u{200D}🌾 дала", "👩\u{200D}🌾 дала"),
        ("❤\u{FE0F} рақмет", "❤\u{FE0F} рақмет"),
        ("а\u{200D}б", "аб"),
        ("مى\u{200C}خوام", "مى\u{200C}خوام"),
        ("\u{E000}аб\u{F8FF}", "аб"),
        ("a\u{3000}b", "a b"),
        ("10\u{A0}000", "10\u{A0}000"),
        ("1\u{200D}2\u{200C}3", "123"),
        ("❤\u{FE0F}\u{FE0F}\u{FE0F}!", "❤\u{FE0F}!"),
        ("1\u{FE0F}\u{20E3} бір", "1\u{FE0F}\u{20E3} бір"),
        ("❤\u{FE0F}\u{200D}🔥!", "❤\u{FE0F}\u{200D}🔥!"),
        ("а\u{FE0F}\u{20DD}\u{34F}б", "а\u{20DD}б"),
        ("ا\u{64B}\u{200C}\u{64B}\u{200C}ب", "ا\u{64B}\u{64B}ب"),
        ("\u{6DD}ب", "\u{6DD}ب"),
    ];
    for (given, expected) in table {
        assert_eq!(read(given), expected, "{given:?}");
    }
}

#[test]
fn too_short_and_too_long_are_told_apart() {
    let short = Err(TextProblem::TooShort { shortest: 2 });
    for nothing in [
        "",
        " ",
        "а",
        "\u{200B}\u{200B}\u{200B}",
        "\n\n",
        "\u{3164}\u{3164}",
    ] {
        assert_eq!(CommentText::parse(nothing), short, "{nothing:?}");
    }
    assert!(CommentText::parse("жақ").is_ok());
    assert!(CommentText::parse(&"ә".repeat(4_000)).is_ok());
    assert_eq!(
        CommentText::parse(&"ә".repeat(4_001)),
        Err(TextProblem::TooLong {
            characters: 4_001,
            longest: 4_000
        })
    );
    let flood = format!("а{}", "\u{301}".repeat(500_000));
    assert_eq!(
        read(&format!("{flood}б")).chars().count(),
        4,
        "á, a mark and the next letter"
    );
    assert!(CommentText::parse(&"x ".repeat(500_000)).is_err());
}

#[test]
fn addresses_lead_somewhere_and_nothing_else_does() {
    let html = |text: &str| CommentText::parse(text).expect("a text").to_html();
    let link = |address: &str, shown: &str| {
        format!("<a href=\"{address}\" rel=\"ugc nofollow noopener\" dir=\"ltr\">{shown}</a>")
    };
    let long = format!("https://kaz.kz/{}", "a".repeat(100));
    let table = [
        (
            "Қараңыз: https://gov.kz/memleket?a=1&b=2.",
            format!(
                "Қараңыз: {}.",
                link(
                    "https://gov.kz/memleket?a=1&amp;b=2",
                    "gov.kz/memleket?a=1&amp;b=2"
                )
            ),
        ),
        ("www.kaz.kz", link("https://www.kaz.kz/", "www.kaz.kz")),
        ("HTTP://KAZ.KZ/A", link("http://kaz.kz/A", "KAZ.KZ/A")),
        (
            "«https://kaz.kz/a»!",
            format!("«{}»!", link("https://kaz.kz/a", "kaz.kz/a")),
        ),
        (
            "(https://kaz.kz/a_(b))",
            format!("({})", link("https://kaz.kz/a_(b)", "kaz.kz/a_(b)")),
        ),
        (
            "https://kaz.kz/\"onclick=",
            format!("{}&quot;onclick=", link("https://kaz.kz/", "kaz.kz")),
        ),
        (&long, link(&long, &format!("kaz.kz/{}…", "a".repeat(52)))),
        // Cyrillic letters, all of which look like Latin ones.
        (
            "https://аррӏе.com",
            link("https://xn--80ak6aa92e.com/", "xn--80ak6aa92e.com"),
        ),
        (
            "https://егемен.қаз/а",
            link("https://xn--c1adba8ah.xn--80ao21a/%D0%B0", "егемен.қаз/а"),
        ),
    ];
    for (text, expected) in table {
        assert_eq!(html(text), format!("<p>{expected}</p>"), "{text}");
    }
    for text in [
        "javascript:alert(1)",
        "JaVaScRiPt://kaz.kz/%0Aalert(1)",
        "https://paper.kz@evil.example/a",
        "https://paper.kz:x@evil.example/a",
        "Сәлем.Мен келдім",
        "data:text/html,<b>",
        "http://localhost/",
        "http://127.0.0.1/",
        "http://2130706433/",
        "ftp://kaz.kz",
        "//kaz.kz/a",
        "asan@kaz.kz",
        "t.me/arna",
    ] {
        assert!(!html(text).contains("<a "), "{text}: {}", html(text));
    }
}

#[test]
fn every_form_of_address_is_found() {
    use AddressForm::{Bare, Hidden, Linked};
    let table: [(&str, &[(AddressForm, &str)]); 17] = [
        (
            "https://kaz.kz мен www.gov.kz/a",
            &[(Linked, "kaz.kz"), (Linked, "www.gov.kz")],
        ),
        ("t.me/arna-ға жазылыңыз", &[(Bare, "t.me")]),
        (
            "kaz.kz, егемен.қаз",
            &[(Bare, "kaz.kz"), (Bare, "xn--c1adba8ah.xn--80ao21a")],
        ),
        ("https://a:b@evil.kz", &[(Hidden, "")]),
        ("http://8.8.8.8/a", &[(Hidden, "8.8.8.8")]),
        ("https://аррӏе.com", &[(Hidden, "xn--80ak6aa92e.com")]),
        ("kaz[.]kz және kaz точка кз", &[(Hidden, ""), (Hidden, "")]),
        (
            "kaz.kz-тен (www.kaz.kz-те)",
            &[(Bare, "kaz.kz"), (Linked, "www.kaz.kz")],
        ),
        ("http://kaz.kz:8080/a?b#c", &[(Linked, "kaz.kz")]),
        ("Сәлем.Мен келдім", &[]),
        ("Сағат 10.30-да, 25.01.2026", &[]),
        ("А.Б.Сейітов пен т.б.", &[]),
        ("asan@kaz.kz", &[]),
        ("Covid-19, v1.2.3", &[]),
        ("Бұл маңызды нүкте емес", &[]),
        ("и т.д. и т.п.", &[]),
        ("Ол айтты.ком", &[]),
    ];
    for (text, expected) in table {
        let links = CommentText::parse(text).expect("a text").links();
        let found: Vec<_> = links
            .iter()
            .map(|link| (link.form, link.host.as_str()))
            .collect();
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn no_tag_of_a_writer_is_a_tag() {
    let html = CommentText::parse("<script>alert('1')</script>\n\"><img src=x onerror=alert(1)>")
        .expect("a text")
        .to_html();
    assert_eq!(
        html,
        "<p>&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;<br>&quot;&gt;&lt;img src=x onerror=alert(1)&gt;</p>"
    );
}

#[test]
fn excerpts_are_cut_between_words() {
    assert_eq!(excerpt("Бір екі\n\nүш", 20), "Бір екі үш");
    assert_eq!(excerpt("Бір екі, үш төрт", 11), "Бір екі…");
    assert_eq!(excerpt(&"а".repeat(50), 10), "ааааааааа…");
}

#[test]
fn quotes_are_one_paragraph() {
    let quote = Quote::parse("Ауылда\n жаңа  мектеп\u{200B}")
        .expect("short")
        .expect("something");
    assert_eq!(quote.as_str(), "Ауылда жаңа мектеп");
    assert_eq!(Quote::parse(" \n"), Ok(None));
    assert!(Quote::parse(&"а".repeat(501)).is_err());
}

/// The text of HTML that [`CommentText::to_html`] has written, or what in it is not as it must be.
fn text_of(html: &str) -> Result<String, String> {
    let mut text = String::new();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        text.push_str(&rest[..start]);
        let end = rest[start..].find('>').ok_or("an open tag")? + start;
        let tag = &rest[start + 1..end];
        match tag {
            "p" | "/a" => {}
            "br" => text.push('\n'),
            "/p" => text.push_str("\n\n"),
            _ => {
                let address = tag
                    .strip_prefix("a href=\"")
                    .and_then(|tag| {
                        tag.strip_suffix("\" rel=\"ugc nofollow noopener\" dir=\"ltr\"")
                    })
                    .ok_or(format!("<{tag}>"))?;
                if address.contains('"') || !address.starts_with("http") {
                    return Err(format!("an address {address}"));
                }
                // What is shown may be shortened; the address itself is in the text.
                let close = rest[end..].find("</a>").ok_or("an open link")? + end;
                text.push('\u{1}');
                rest = &rest[close + 4..];
                continue;
            }
        }
        rest = &rest[end + 1..];
    }
    text.push_str(rest);
    Ok(text
        .trim_end_matches('\n')
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&"))
}

proptest! {
    #[test]
    fn cleaning_twice_is_cleaning_once(text in "\\PC{0,80}|[\\x00-\\x{3000}]{0,80}|[а-я\u{301}\u{306}\u{200B}-\u{200F}\n ]{0,40}") {
        let once = clean(&text);
        prop_assert_eq!(clean(&once), once);
    }

    #[test]
    fn html_says_what_the_text_says_and_has_no_other_tags(text in "[\\x20-\\x7e\n]{2,120}|[<>&\"'a-z/:.@ \n]{2,80}|(https?://|www\\.)[a-zа-я.]{1,20}[/?&\"'<>a-z]{0,20}") {
        if let Ok(text) = CommentText::parse(&text) {
            let shown = text_of(&text.to_html()).map_err(TestCaseError::fail)?;
            let mut expected = String::new();
            for (index, line) in text.as_str().split('\n').enumerate() {
                if index > 0 { expected.push('\n'); }
                let mut from = 0;
                for link in address::find(line).into_iter().filter(Address::is_link) {
                    expected.push_str(&line[from..link.start]);
                    expected.push('\u{1}');
                    from = link.end;
                }
                expected.push_str(&line[from..]);
            }
            prop_assert_eq!(shown, expected);
        }
    }
}
