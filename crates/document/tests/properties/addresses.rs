//! Whatever is accepted as an address means to a browser what it seems to mean.

use crate::arbitrary;
use document::{Embed, Href, ImageSource, LanguageTag};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

const PIECES: &[&str] = &[
    "javascript",
    "JaVaScRiPt",
    "java",
    "script",
    "vbscript",
    "data",
    "blob",
    "http",
    "https",
    "HTTPS",
    "mailto",
    "tel",
    ":",
    "//",
    "/",
    "\\",
    "/media/",
    "..",
    ".",
    "%2e",
    "@",
    "#",
    "?",
    "&",
    "=",
    "a.kz",
    "www.youtube.com",
    "youtu.be",
    "t.me",
    "evil.test",
    "watch?v=dQw4w9WgXcQ",
    "dQw4w9WgXcQ",
    "tilshi",
    "12",
    ":80",
    "\t",
    "\n",
    "\r",
    "\0",
    " ",
    "\u{A0}",
    "\u{1}",
    "\u{200B}",
    "\u{202E}",
    "\u{FEFF}",
    "\u{FF0F}",
    "\u{FF0E}",
    "\u{2044}",
    "&colon;",
    "&#58;",
    "%3A",
    "<",
    ">",
    "\"",
    "'",
    "alert(1)",
    "text/html,",
    "ſ",
    "K",
];

/// Good addresses, to be bent a little.
const GOOD: &[&str] = &[
    "https://example.kz/a?b=c#d",
    "http://xn--80aaa.kz:8080/",
    "mailto:a@b.kz?subject=c",
    "tel:+7(7132)21-00-00;ext=1",
    "/kk/bilim",
    "#end",
    "/media/3f7a/a.jpg",
    "/media/1/2/3.webp?w=1",
    "https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=9s",
    "https://youtu.be/dQw4w9WgXcQ",
    "https://t.me/tilshi_kz/1234",
    "https://www.instagram.com/tilshi.kz/p/CxY_z-12345/",
    "https://x.com/tilshi/status/12",
    "https://www.tiktok.com/@aqtobe.tv/video/71234",
    "https://www.facebook.com/aqtobe.media/posts/pfbid02abc",
    "https://www.facebook.com/permalink.php?story_fbid=5&id=7",
    "https://player.vimeo.com/video/76979871?h=8272103f6e",
];

/// A good address with a piece put in or put over what was there.
fn bent() -> impl Strategy<Value = String> {
    (select(GOOD), any::<Index>(), 0..4_usize, select(PIECES)).prop_map(
        |(good, start, over, piece)| {
            let start = start.index(good.len() + 1);
            let end = (start + over).min(good.len());
            format!("{}{piece}{}", &good[..start], &good[end..])
        },
    )
}

fn address() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => bent(),
        3 => vec(select(PIECES), 0..9).prop_map(|pieces| pieces.concat()),
        1 => any::<String>(),
    ]
}

/// What a browser does before it looks for the scheme (WHATWG URL, "basic URL parser"): strips
/// controls and spaces at both ends, drops tabs and line ends everywhere.
fn as_a_browser_reads(address: &str) -> String {
    address
        .trim_matches(|end: char| end <= ' ')
        .chars()
        .filter(|character| !matches!(character, '\t' | '\n' | '\r'))
        .collect::<String>()
        .replace('\\', "/")
}

/// The host of an address that begins with `scheme://`, without user name and port.
fn host(address: &str) -> &str {
    let (_, rest) = address.split_once("://").unwrap();
    let authority = rest.split(['/', '?', '#']).next().unwrap();
    let host = authority.rsplit('@').next().unwrap();
    host.split(':').next().unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4096))]

    #[test]
    fn an_accepted_link_is_of_an_accepted_kind(address in address()) {
        if let Ok(href) = Href::parse(&address) {
            let read = as_a_browser_reads(href.as_str());
            prop_assert_eq!(&read, href.as_str());
            let scheme = read.split(['/', '?', '#']).next().unwrap().split_once(':').map(|(scheme, _)| scheme);
            match scheme {
                Some(scheme) => {
                    prop_assert!(["http", "https", "mailto", "tel"].contains(&scheme), "{}", read);
                    if scheme.starts_with("http") {
                        prop_assert!(!read.contains(&format!("{}@", host(&read))), "{}", read);
                        prop_assert!(!host(&read).is_empty(), "{}", read);
                    }
                }
                None => {
                    prop_assert!(read.starts_with(['/', '#']) && !read.starts_with("//"), "{}", read);
                }
            }
            prop_assert_eq!(Href::parse(href.as_str()).unwrap(), href, "canonical is canonical");
        }
    }

    #[test]
    fn an_accepted_picture_is_own_media_or_https(address in address()) {
        if let Ok(source) = ImageSource::parse(&address) {
            let read = as_a_browser_reads(source.as_str());
            prop_assert_eq!(&read, source.as_str());
            let path = read.to_ascii_lowercase().replace("%2e", ".");
            let path = path.split(['?', '#']).next().unwrap();
            if read.starts_with("/media/") {
                prop_assert!(!path.split('/').any(|segment| matches!(segment, "." | "..")), "{}", read);
            } else {
                prop_assert!(read.starts_with("https://") && !host(&read).is_empty(), "{}", read);
            }
            prop_assert_eq!(ImageSource::parse(source.as_str()).unwrap(), source);
        }
    }

    #[test]
    fn an_accepted_embed_leads_to_its_provider(address in address()) {
        if let Ok(embed) = Embed::parse(&address) {
            let sites = [
                "www.youtube.com", "t.me", "www.instagram.com", "x.com", "www.tiktok.com",
                "www.facebook.com", "vimeo.com",
            ];
            prop_assert!(sites.contains(&host(embed.url())), "{}", embed.url());
            let origin = format!("https://{}", host(embed.frame_url()));
            prop_assert_eq!(origin, embed.provider().frame_origin());
            for address in [embed.url(), embed.frame_url()] {
                prop_assert!(address.bytes().all(|byte| {
                    byte.is_ascii_alphanumeric() || b":/?&=.%@_-".contains(&byte)
                }), "{}", address);
            }
            prop_assert_eq!(Embed::parse(embed.url()).unwrap(), embed);
        }
    }

    #[test]
    fn an_accepted_language_tag_stays_the_same(tag in "[a-zA-Z]{1,4}(-[a-zA-Z0-9]{0,9}){0,4}") {
        if let Ok(parsed) = LanguageTag::parse(&tag) {
            prop_assert!(parsed.as_str().eq_ignore_ascii_case(&tag));
            prop_assert_eq!(LanguageTag::parse(parsed.as_str()).unwrap(), parsed);
        }
    }

    #[test]
    fn generated_links_stay_the_same(href in arbitrary::href()) {
        prop_assert_eq!(Href::parse(href.as_str()).unwrap(), href);
    }
}
