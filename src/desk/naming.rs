//! Names that the newsroom gives: authors and tags, made where they are chosen, and the addresses that
//! are made of headlines.

use crate::{
    account::identity::Visit,
    article::slug::Slug,
    author::store::{NewAuthor, find_author_by_name, insert_author},
    desk::{model::Choice, permission},
    error::{AppError, Problem},
    language::Language,
    site::store::{Addressed, Kind, find_by_words, find_free_slug},
    tag::store::{find_tag_by_name, insert_free_tag},
};
use unicode_normalization::UnicodeNormalization;

/// How many authors or tags are offered.
const OFFERED: i64 = 20;
/// How much of a headline an address is made of, in characters.
const LONGEST_HEADLINE: usize = 300;

/// A name of an author, a tag or a revision: 1 to 100 characters in one line, without spaces around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownName(String);

impl ShownName {
    /// The most characters.
    pub const LONGEST: usize = 100;

    /// Reads what somebody has typed: white space becomes single spaces, control characters are
    /// dropped.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse(typed: &str) -> Result<Self, Problem> {
        let visible: String = typed
            .nfc()
            .map(|letter| if letter.is_whitespace() { ' ' } else { letter })
            .filter(|letter| !letter.is_control())
            .collect();
        let name = visible.split_whitespace().collect::<Vec<_>>().join(" ");
        if name.is_empty() {
            return Err(Problem::Missing);
        }
        if name.chars().count() > Self::LONGEST {
            return Err(Problem::TooLong(Self::LONGEST as u32));
        }
        Ok(Self(name))
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Authors or tags whose name has words that begin so.
///
/// # Errors
/// When whoever asks may not write, or the database fails.
pub async fn find(
    visit: &Visit,
    kind: Kind,
    language: Language,
    words: &str,
) -> Result<Vec<Choice>, AppError> {
    visit.writer()?;
    let mut connection = visit.state.database.read().await?;
    Ok(find_by_words(&mut connection, kind, language, words, OFFERED).await?)
}

/// Makes an author, or finds the one of exactly this name.
///
/// # Errors
/// When a name is missing or too long, whoever asks may not write, or the database fails.
pub async fn create_author(
    visit: &Visit,
    language: Language,
    given_name: &str,
    surname: &str,
) -> Result<Choice, AppError> {
    visit.writer()?;
    check_language(visit, language)?;
    let given_name =
        ShownName::parse(given_name).map_err(|problem| AppError::invalid("given_name", problem))?;
    let surname = match ShownName::parse(surname) {
        Ok(name) => name.0,
        Err(Problem::Missing) => String::new(),
        Err(problem) => return Err(AppError::invalid("surname", problem)),
    };
    let name = format!("{} {surname}", given_name.as_str())
        .trim_end()
        .to_owned();
    let mut transaction = visit.state.database.write().await?;
    let connection = &mut *transaction;
    let known = find_author_by_name(connection, language, given_name.as_str(), &surname).await?;
    if let Some(known) = known {
        return Ok(Choice { id: known.id, name });
    }
    let slug = address_of(connection, Addressed::Author, language, &name).await?;
    let author = NewAuthor {
        language,
        slug: slug.as_str().to_owned(),
        given_name: given_name.0,
        surname,
        about: String::new(),
        translation_group: new_group(),
    };
    // Taken in this very moment by somebody else: their next try gets the next number.
    let id = insert_author(connection, &author)
        .await?
        .ok_or(AppError::Busy)?;
    transaction.commit().await?;
    Ok(Choice { id, name })
}

/// Makes a tag, or finds the one of exactly this name.
///
/// # Errors
/// When the name is missing or too long, whoever asks may not write, or the database fails.
pub async fn create_tag(visit: &Visit, language: Language, name: &str) -> Result<Choice, AppError> {
    visit.writer()?;
    check_language(visit, language)?;
    let name = ShownName::parse(name)
        .map_err(|problem| AppError::invalid("name", problem))?
        .0;
    let mut transaction = visit.state.database.write().await?;
    let connection = &mut *transaction;
    if let Some(id) = find_tag_by_name(connection, language, &name).await? {
        return Ok(Choice { id, name });
    }
    let slug = address_of(connection, Addressed::Tag, language, &name).await?;
    let id = insert_free_tag(connection, language, slug.as_str(), &name, &new_group())
        .await?
        .ok_or(AppError::Busy)?;
    transaction.commit().await?;
    Ok(Choice { id, name })
}

/// The address that a headline would get for a manuscript's article; empty when the headline has no
/// letter that could stand in one.
///
/// # Errors
/// When whoever asks may not open the manuscript, or the database fails.
pub async fn suggest_slug(
    visit: &Visit,
    manuscript: i64,
    headline: &str,
) -> Result<String, AppError> {
    let writer = visit.writer()?;
    let mut connection = visit.state.database.read().await?;
    let manuscript = permission::open(&mut connection, &writer, manuscript).await?;
    // What follows could not be part of an address anyway.
    let headline: String = headline.chars().take(LONGEST_HEADLINE).collect();
    let Some(slug) = Slug::from_headline(&headline, manuscript.language) else {
        return Ok(String::new());
    };
    let free = find_free_slug(
        &mut connection,
        Addressed::Article,
        manuscript.language,
        &slug,
        manuscript.article_id,
    )
    .await?;
    Ok(free.map(String::from).unwrap_or_default())
}

fn check_language(visit: &Visit, language: Language) -> Result<(), AppError> {
    if visit.state.configuration.site.languages.contains(&language) {
        Ok(())
    } else {
        Err(AppError::invalid("language", Problem::NotAChoice))
    }
}

/// A free address made of a name. One in letters that have no Latin spelling here is called after what
/// it is.
async fn address_of(
    connection: &mut sqlx::AnyConnection,
    what: Addressed,
    language: Language,
    name: &str,
) -> Result<Slug, AppError> {
    let word = match what {
        Addressed::Author => "author",
        Addressed::Tag => "tag",
        Addressed::Article => "article",
    };
    let wanted = Slug::from_headline(name, language)
        .or_else(|| Slug::parse(word).ok())
        .ok_or_else(|| AppError::invalid("name", Problem::NotAChoice))?;
    find_free_slug(connection, what, language, &wanted, None)
        .await?
        .ok_or_else(|| AppError::invalid("name", Problem::NotAChoice))
}

fn new_group() -> String {
    format!("desk:{}", uuid::Uuid::new_v4().simple())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_put_in_order_and_have_a_length() {
        let read = |typed: &str| ShownName::parse(typed).map(|name| name.0);
        assert_eq!(
            read(" Айгүл \n Серік\u{0}қызы "),
            Ok("Айгүл Серікқызы".to_owned())
        );
        assert_eq!(read(" \u{7} "), Err(Problem::Missing));
        assert!(read(&"ә".repeat(100)).is_ok());
        assert_eq!(read(&"ә".repeat(101)), Err(Problem::TooLong(100)));
    }
}
