//! What keys do in the list of articles.

use crate::{Locale, ui::settled::settled};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// What is done by a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(
    not(any(test, feature = "hydrate")),
    expect(dead_code, reason = "keys are pressed in browsers only")
)]
pub(super) enum Deed {
    /// The focus goes to the next article.
    Next,
    /// The focus goes to the one before.
    Previous,
    /// An article is begun.
    Begin,
    /// The focus goes to the search field.
    Search,
    /// The keys are listed.
    Keys,
}

/// A key as the browser reports it.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(
    not(any(test, feature = "hydrate")),
    expect(dead_code, reason = "keys are pressed in browsers only")
)]
pub(super) struct Press<'a> {
    /// What it means in the present layout, such as `j` or `о`.
    pub key: &'a str,
    /// Where it lies, such as `KeyJ`.
    pub code: &'a str,
    /// Whether Shift is down.
    pub shift: bool,
    /// Whether Control, Alt or the system's key is down: then it is the browser's.
    pub modified: bool,
    /// Whether it is typed into a field, or a dialog is open.
    pub typing: bool,
}

/// What a key does. Letters go by where they lie, because on a Kazakh or Russian layout the key of J
/// types another letter; `/` and `?` also by what they mean, because they lie elsewhere there.
#[cfg_attr(
    not(any(test, feature = "hydrate")),
    expect(dead_code, reason = "keys are pressed in browsers only")
)]
pub(super) fn deed_of(press: Press<'_>) -> Option<Deed> {
    if press.typing || press.modified {
        return None;
    }
    match (press.key, press.code, press.shift) {
        ("?", _, _) | (_, "Slash", true) => Some(Deed::Keys),
        ("/", _, _) | (_, "Slash", false) => Some(Deed::Search),
        ("j", _, _) | (_, "KeyJ", false) => Some(Deed::Next),
        ("k", _, _) | (_, "KeyK", false) => Some(Deed::Previous),
        ("n", _, _) | (_, "KeyN", false) => Some(Deed::Begin),
        _ => None,
    }
}

/// The place of the article that the focus goes to, of so many; at both ends it stays.
#[cfg_attr(
    not(any(test, feature = "hydrate")),
    expect(dead_code, reason = "keys are pressed in browsers only")
)]
pub(super) fn place_after(deed: Deed, present: Option<usize>, count: usize) -> Option<usize> {
    let last = count.checked_sub(1)?;
    Some(match (deed, present) {
        (Deed::Previous, Some(present)) => present.saturating_sub(1).min(last),
        (_, Some(present)) => (present + 1).min(last),
        (_, None) => 0,
    })
}

/// The keys, for those who want to learn them.
pub(super) fn list(may_write: bool, locale: Locale) -> AnyView {
    let mut keys = vec![
        ("J", td_string!(locale, articles.key_next)),
        ("K", td_string!(locale, articles.key_previous)),
        ("Enter", td_string!(locale, articles.key_open)),
        ("/", td_string!(locale, articles.key_search)),
        ("?", td_string!(locale, articles.key_keys)),
    ];
    if may_write {
        keys.insert(3, ("N", td_string!(locale, articles.key_new)));
    }
    let lines = keys
        .into_iter()
        .map(|(key, words)| {
            view! {
                <div>
                    <dt>
                        <kbd>{key}</kbd>
                    </dt>
                    <dd>{words}</dd>
                </div>
            }
        })
        .collect_view();
    settled(view! { <dl class="keys">{lines}</dl> })
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    fn press<'a>(key: &'a str, code: &'a str, shift: bool) -> Press<'a> {
        Press {
            key,
            code,
            shift,
            modified: false,
            typing: false,
        }
    }

    #[test]
    fn keys_do_the_same_on_every_layout() {
        for (latin, cyrillic, deed) in [
            (
                press("j", "KeyJ", false),
                press("о", "KeyJ", false),
                Deed::Next,
            ),
            (
                press("k", "KeyK", false),
                press("л", "KeyK", false),
                Deed::Previous,
            ),
            (
                press("n", "KeyN", false),
                press("т", "KeyN", false),
                Deed::Begin,
            ),
            (
                press("/", "Slash", false),
                press(".", "Slash", false),
                Deed::Search,
            ),
            (
                press("?", "Slash", true),
                press("?", "Digit7", true),
                Deed::Keys,
            ),
        ] {
            assert_eq!(deed_of(latin), Some(deed));
            assert_eq!(deed_of(cyrillic), Some(deed));
        }
        assert_eq!(deed_of(press("a", "KeyA", false)), None);
        assert_eq!(deed_of(press("Enter", "Enter", false)), None);
    }

    #[test]
    fn a_key_that_is_typed_or_is_the_browsers_does_nothing() {
        let plain = press("n", "KeyN", false);
        assert_eq!(
            deed_of(Press {
                typing: true,
                ..plain
            }),
            None
        );
        assert_eq!(
            deed_of(Press {
                modified: true,
                ..plain
            }),
            None
        );
    }

    #[test]
    fn the_focus_stays_at_both_ends() {
        assert_eq!(place_after(Deed::Next, None, 3), Some(0));
        assert_eq!(place_after(Deed::Previous, None, 3), Some(0));
        assert_eq!(place_after(Deed::Next, Some(0), 3), Some(1));
        assert_eq!(place_after(Deed::Next, Some(2), 3), Some(2));
        assert_eq!(place_after(Deed::Previous, Some(2), 3), Some(1));
        assert_eq!(place_after(Deed::Previous, Some(0), 3), Some(0));
        assert_eq!(place_after(Deed::Next, None, 0), None);
    }
}
