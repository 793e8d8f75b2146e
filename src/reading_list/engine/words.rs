//! What is told in passing, in the language of the page.

use crate::{Locale, language::Language, ui::form};
use leptos_i18n::td_string;
use reading::{Change, Refusal};

/// The language of the page.
pub(super) fn locale() -> Locale {
    Language::parse(&form::page_language())
        .unwrap_or(Language::ALL[0])
        .into()
}

/// What a deed is called; None for one that needs no word, because it shows by itself.
pub(super) fn of_deed(changes: &[Change]) -> Option<String> {
    let locale = locale();
    let words = match changes.last()? {
        Change::Save { .. } => td_string!(locale, shelf.told_saved),
        Change::Remove { .. } => td_string!(locale, shelf.told_removed),
        Change::DeleteList { .. } => td_string!(locale, shelf.told_deleted),
        Change::Archive {
            is_archived: true, ..
        } => td_string!(locale, shelf.told_archived),
        Change::MarkRead { is_read: true, .. } => td_string!(locale, shelf.told_read),
        Change::Forget { .. } => td_string!(locale, shelf.told_forgotten),
        Change::Unfollow { .. } => td_string!(locale, shelf.told_unfollowed),
        _ => return None,
    };
    Some(words.to_owned())
}

/// Why something was not accepted.
pub(super) fn of_refusal(refusal: &Refusal) -> String {
    let locale = locale();
    match refusal {
        Refusal::TooManyArticles { limit } => {
            td_string!(locale, shelf.too_many_articles, limit = *limit)
        }
        Refusal::TooManyLists { limit } => td_string!(locale, shelf.too_many_lists, limit = *limit),
        Refusal::TooManyTopics { limit } => {
            td_string!(locale, shelf.too_many_topics, limit = *limit)
        }
        Refusal::EmptyName => td_string!(locale, shelf.empty_name).to_owned(),
        Refusal::TooLong { limit, .. } => td_string!(locale, shelf.too_long, limit = *limit),
        Refusal::ControlCharacter { .. } => td_string!(locale, shelf.control_character).to_owned(),
        Refusal::DefaultListStays => td_string!(locale, shelf.default_list_stays).to_owned(),
        _ => td_string!(locale, shelf.refused).to_owned(),
    }
}

/// That changes have been waiting for long.
pub fn waiting(count: usize) -> String {
    td_string!(locale(), shelf.waiting, count = count)
}

/// That the browser keeps nothing.
pub fn forgetful() -> String {
    td_string!(locale(), shelf.forgetful).to_owned()
}
