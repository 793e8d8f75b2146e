//! What was typed and has not been stored by the server, kept in this browser: nothing of it is lost by
//! signing in, by going away, or by a network that fails.

use super::dom::{find, set_value, value};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use web_sys::{Element, Storage};

/// What is being written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// The text.
    pub text: String,
    /// The passage of the article that it is about; may be empty.
    #[serde(default)]
    pub quote: String,
}

fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}

fn key(article: i64, parent: i64) -> String {
    format!("comment-{article}-{parent}")
}

/// Keeps what stands in a form; `parent` is 0 where it answers nothing.
pub fn keep(article: i64, parent: i64, form: &Element) {
    let field = |selector: &str| find(form, selector).map(|field| value(&field));
    let draft = Draft {
        text: field("textarea[name=text]").unwrap_or_default(),
        quote: field("input[name=quote]").unwrap_or_default(),
    };
    if draft.text.trim().is_empty() && draft.quote.is_empty() {
        forget(article, parent);
    } else if let (Some(storage), Ok(json)) = (storage(), serde_json::to_string(&draft)) {
        let _ = storage.set_item(&key(article, parent), &json);
    }
}

/// What was kept.
pub fn find_kept(article: i64, parent: i64) -> Option<Draft> {
    let json = storage()?.get_item(&key(article, parent)).ok()??;
    serde_json::from_slice(json.as_bytes()).ok()
}

/// The comments of an article that somebody has begun to answer.
pub fn begun_replies(article: i64) -> Vec<i64> {
    let Some(storage) = storage() else {
        return Vec::new();
    };
    let beginning = format!("comment-{article}-");
    (0..storage.length().unwrap_or_default())
        .filter_map(|index| {
            let key = storage.key(index).ok()??;
            key.strip_prefix(&beginning)?.parse().ok()
        })
        .filter(|parent| *parent != 0)
        .collect()
}

/// Forgets what has been stored by the server, or was given up.
pub fn forget(article: i64, parent: i64) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(&key(article, parent));
    }
}

/// Puts what was kept into a form. False where there is nothing, or something stands in it already.
pub fn restore(draft: &Draft, form: &Element) -> bool {
    let Some(field) = find(form, "textarea[name=text]") else {
        return false;
    };
    if !value(&field).is_empty() {
        return false;
    }
    set_value(&field, &draft.text);
    true
}
