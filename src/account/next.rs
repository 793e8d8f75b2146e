//! Where somebody goes back to.

use super::model::is_personal;
use crate::language::Language;

/// An address of this site to go back to. Nothing else can be made of it, so that no link to our
/// sign-in page leads to somebody else's site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Next(String);

impl Next {
    /// The most bytes that are taken.
    const LONGEST: usize = 2000;

    /// Reads what a link or form says. The front page in the place of anything that is not plainly a
    /// page of this site: its path must begin with a language, and hold nothing that a browser could
    /// read as another host or line.
    pub fn parse(text: &str, language: Language) -> Self {
        let is_plain = text.len() <= Self::LONGEST
            && text
                .chars()
                .all(|letter| letter != '\\' && !letter.is_control() && !letter.is_whitespace());
        let begins_with_language = text
            .strip_prefix('/')
            .and_then(|rest| rest.split(['/', '?', '#']).next())
            .is_some_and(|code| Language::parse(code).is_some());
        let leads_back_here = is_personal(text)
            && text
                .split(['/', '?', '#'])
                .nth(2)
                .is_some_and(|word| word.starts_with("sign-"));
        if is_plain && begins_with_language && !leads_back_here {
            Self(text.to_owned())
        } else {
            Self(format!("/{}", language.code()))
        }
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn next(text: &str) -> String {
        Next::parse(text, Language::English).as_str().to_owned()
    }

    #[test]
    fn pages_of_this_site_are_gone_back_to() {
        for address in [
            "/kk",
            "/kk/bilim/мектеп",
            "/ru/tag/a?before=1-2#x",
            "/en/account",
        ] {
            assert_eq!(next(address), address);
        }
    }

    #[test]
    fn everything_else_is_the_front_page() {
        for text in [
            "",
            "/",
            "//evil.example",
            "/\\evil.example",
            "https://evil.example/kk",
            "/kk/\nx",
            "/kk\\..",
            "javascript:alert(1)",
            "/kken",
            "kk",
            "/en/sign-in?next=/en/sign-in",
            "/en/sign-up",
        ] {
            assert_eq!(next(text), "/en", "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn it_always_stays_on_this_site(text in "[/\\\\a-z:.@%?#\\r\\n\\t]{0,30}") {
            let base = url::Url::parse("https://paper.example/en/sign-in").expect("an address");
            let led = base.join(&next(&text)).expect("an address");
            prop_assert_eq!(led.host_str(), Some("paper.example"));
        }
    }
}
