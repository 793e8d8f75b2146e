//! What must hold of a name and of a quotation, besides what the checks say of a text.

use super::{Typed, Writer};
use crate::{
    account::{identity::Visit, store::Person},
    comment::{
        problem::CommentProblem,
        store::{
            find_article_text,
            people::{find_named, list_newsroom_names},
        },
    },
    error::{AppError, Problem},
};
use moderation::{ShownName, name_skeleton};
use sqlx::AnyConnection;

/// Accounts may be called anything, and change that at any time. What stands beside comments goes by the
/// rules of shown names: nobody looks like the newsroom, or like somebody who has chosen that name.
///
/// # Errors
/// [`AppError::Invalid`] when a name must be chosen first, or when the database fails.
pub(super) async fn check_name(
    connection: &mut AnyConnection,
    person: &Person,
    writer: &Writer,
) -> Result<(), AppError> {
    if writer.has_pseudonym || person.role.is_newsroom() {
        return Ok(());
    }
    let needed = || AppError::invalid("", Problem::Comment(CommentProblem::NameNeeded));
    let skeleton = ShownName::parse(&writer.name)
        .map_err(|_| needed())?
        .skeleton();
    let names = list_newsroom_names(connection).await?;
    let is_taken = names.iter().any(|name| name_skeleton(name) == skeleton)
        || find_named(connection, &skeleton)
            .await?
            .is_some_and(|named| named != person.id);
    if is_taken { Err(needed()) } else { Ok(()) }
}

/// A quotation stands there as the paper's own words, and no check looks at it: so it must be that.
///
/// # Errors
/// [`AppError::Invalid`] when the article does not say so, or when the database fails.
pub(super) async fn check_quote(
    visit: &Visit,
    article: i64,
    typed: &Typed,
) -> Result<(), AppError> {
    if typed.quote.is_none() {
        return Ok(());
    }
    let mut connection = visit.state.database.read().await?;
    let text = find_article_text(&mut connection, article).await?;
    drop(connection);
    if is_said_in(typed.quote_as_str(), &text) {
        Ok(())
    } else {
        Err(AppError::invalid(
            "quote",
            Problem::Comment(CommentProblem::NotInArticle),
        ))
    }
}

/// Whether a text says something word by word. Spaces, signs and case do not count: a browser gives a
/// selection without the signs of lists, and in capitals where the page shows capitals.
fn is_said_in(quote: &str, text: &str) -> bool {
    let quote = letters(quote);
    // The numbers of a list are part of its text here and not of what is selected.
    let without_numbers: String = text.lines().map(without_number).collect();
    letters(text).contains(&quote) || letters(&without_numbers).contains(&quote)
}

fn letters(text: &str) -> String {
    text.chars()
        .filter(|letter| letter.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

fn without_number(line: &str) -> &str {
    let trimmed = line.trim_start();
    match trimmed.split_once(". ") {
        Some((number, rest)) if number.chars().all(|sign| sign.is_ascii_digit()) => rest,
        _ => trimmed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quotation_is_what_the_article_says() {
        let text = "Мектеп ашылды\n\nБұл — «үлкен» қуаныш, деді ол.\n\n1. Бірінші сынып\n2. Екінші сынып\n\n\
                    2024. Сол жылы басталды.";
        for said in [
            "Бұл — «үлкен» қуаныш",
            "үлкен қуаныш",
            "МЕКТЕП АШЫЛДЫ",
            "Мектеп ашылды Бұл — «үлкен» қуаныш, деді ол.",
            "Бірінші сынып Екінші сынып",
            "1. Бірінші сынып",
            "2024. Сол жылы",
        ] {
            assert!(is_said_in(said, text), "{said}");
        }
        for said in [
            "Бұл — үлкен қайғы",
            "қуаныш, деді министр",
            "Екінші сынып Бірінші сынып",
            "https://example.com",
        ] {
            assert!(!is_said_in(said, text), "{said}");
        }
    }
}
