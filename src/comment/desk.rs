//! The desk of moderators: what waits and what was reported, deciding about it, people, rules, the log.

#[cfg(feature = "ssr")]
pub mod appealing;
#[cfg(feature = "ssr")]
pub mod deciding;
#[cfg(feature = "ssr")]
pub mod happenings;
#[cfg(feature = "ssr")]
pub mod measures;
pub mod model;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod ruling;
#[cfg(feature = "ssr")]
pub mod undoing;
pub mod views;

#[cfg(feature = "ssr")]
use crate::{
    account::{
        access::{Action, Requirement},
        identity::Visit,
        model::Taken,
    },
    error::{AppError, Problem},
};

/// Somebody who keeps the comments in order. Only [`moderator`] makes one.
#[cfg(feature = "ssr")]
#[derive(Clone, Debug)]
pub struct Moderator {
    /// Their id.
    pub id: i64,
    /// Whether they run the paper too.
    pub administers: bool,
}

/// Who asks, as somebody who moderates.
///
/// # Errors
/// [`AppError::SignInNeeded`] or [`AppError::Forbidden`].
#[cfg(feature = "ssr")]
pub fn moderator(visit: &Visit) -> Result<Moderator, AppError> {
    visit.check(Requirement::May(Action::Moderate))?;
    Ok(Moderator {
        id: visit.signed_in()?.person.id,
        administers: visit.may(Action::Administer),
    })
}

/// The most characters of a note.
#[cfg(feature = "ssr")]
const LONGEST_NOTE: usize = 1_000;

/// A moderator's note, cleaned of what others at the desk could not see or would be deceived by.
#[cfg(feature = "ssr")]
fn read_note(note: &str) -> Result<String, AppError> {
    let note = moderation::clean(note);
    if note.chars().count() > LONGEST_NOTE {
        return Err(AppError::invalid("note", Problem::TooLong(1_000)));
    }
    Ok(note)
}

/// Where to go on: the page of the desk that a form was sent from, or another one of the desk, with words
/// of what was done.
#[cfg(feature = "ssr")]
fn go_on(visit: &Visit, back: &str, instead: &str, done: &[(&str, &str)]) -> Taken {
    let desk = format!("/{}/desk/comments", visit.language.code());
    let (path, query) = back.split_once('?').unwrap_or((back, ""));
    let is_ours = path
        .strip_prefix(desk.as_str())
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    let (path, query) = if is_ours && !path.contains(['\\', '\r', '\n']) {
        (path.to_owned(), query)
    } else {
        (format!("{desk}{instead}"), "")
    };
    let mut link = url::form_urlencoded::Serializer::new(String::new());
    // What was said of the form before is not said again.
    for (name, value) in url::form_urlencoded::parse(query.as_bytes()) {
        if !["done", "late", "own", "appealed", "decision", "count"].contains(&name.as_ref()) {
            link.append_pair(&name, &value);
        }
    }
    link.extend_pairs(done.iter().filter(|(_, value)| !value.is_empty()));
    match link.finish() {
        query if query.is_empty() => Taken { to: path },
        query => Taken {
            to: format!("{path}?{query}"),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_are_cleaned_of_what_deceives_and_measured_afterwards() {
        let note = |text: &str| read_note(text).expect("a note");
        // Turning the direction of text would show the rest of the line backwards.
        assert_eq!(note(" rude\u{202E}\u{200B} words\r\n "), "rude words");
        assert_eq!(note("\u{200B}\u{202E}"), "");
        assert_eq!(note("Жақсы емес 👍"), "Жақсы емес 👍");
        assert_eq!(note(&format!("{}\u{202E}", "a".repeat(1_000))).len(), 1_000);
        let long = read_note(&"a".repeat(1_001)).expect_err("too long");
        assert_eq!(long, AppError::invalid("note", Problem::TooLong(1_000)));
    }
}
