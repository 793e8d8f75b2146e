//! Setting how comments are handled, and keeping the lists of words.

use super::{go_on, moderator};
use crate::{
    account::{identity::Visit, model::Taken},
    comment::store::{
        append_ruled,
        decisions::{Details, NewDecision, insert_decisions},
        hold_thread,
        queue::{list_article_names, list_writers},
        rules::{Mode, Scope, ScopeRules, set_scope_rules},
        words::{List, add_words, remove_words},
    },
    error::{AppError, Problem},
    section::store::list_sections,
};
use moderation::WordList;
use std::collections::BTreeSet;

/// The most characters of a line of a list.
const LONGEST_WORD: usize = 100;
/// How many lines are taken at once.
const MOST_WORDS: usize = 1_000;

/// A number of a form between nought and the most; None when nothing was typed.
fn read_number(field: &str, typed: &str, most: i64) -> Result<Option<i64>, AppError> {
    match typed.trim() {
        "" => Ok(None),
        typed => match typed.parse::<i64>() {
            Ok(number) if (0..=most).contains(&number) => Ok(Some(number)),
            _ => Err(AppError::invalid(field, Problem::NotAChoice)),
        },
    }
}

/// What a form of rules says, as it was typed.
#[derive(Clone, Debug, Default)]
pub struct TypedRules {
    /// `site`, `section`, `article` or `person`.
    pub scope: String,
    /// Whose.
    pub scope_id: i64,
    /// `after`, `before`, `closed`, or empty.
    pub mode: String,
    /// How many comments of somebody new wait; may be empty.
    pub newcomers_before: String,
    /// After how many days; may be empty.
    pub close_after_days: String,
    /// Between two comments; may be empty.
    pub slow_seconds: String,
}

/// Sets the rules of a scope. Open pages of an article are told that its thread has other rules.
///
/// # Errors
/// When a field is wrong, there is no such scope, or the database fails.
pub async fn set_rules(visit: &Visit, typed: &TypedRules, back: &str) -> Result<Taken, AppError> {
    let moderator = moderator(visit)?;
    let scope = Scope::parse(&typed.scope, typed.scope_id)
        .ok_or_else(|| AppError::invalid("scope", Problem::NotAChoice))?;
    let mode = match typed.mode.as_str() {
        "" => None,
        word => {
            Some(Mode::parse(word).ok_or_else(|| AppError::invalid("mode", Problem::NotAChoice))?)
        }
    };
    let rules = ScopeRules {
        mode,
        newcomers_before: read_number("newcomers_before", &typed.newcomers_before, 100)?,
        close_after_days: read_number("close_after_days", &typed.close_after_days, 3_650)?,
        slow_seconds: read_number("slow_seconds", &typed.slow_seconds, 86_400)?,
    };
    let mut transaction = visit.state.database.write().await?;
    let exists = match scope {
        Scope::Site => typed.scope_id == 0,
        Scope::Section(id) => {
            let mut found = false;
            for language in &visit.state.configuration.site.languages {
                let sections = list_sections(&mut transaction, *language).await?;
                found |= sections.iter().any(|section| section.id == id);
            }
            found
        }
        Scope::Article(id) => !list_article_names(&mut transaction, &[id])
            .await?
            .is_empty(),
        Scope::Person(id) => {
            let person = list_writers(&mut transaction, &[id]).await?.pop();
            let person = person.ok_or(AppError::NotFound)?;
            if person.role.is_newsroom() && !moderator.administers {
                return Err(AppError::Forbidden);
            }
            true
        }
    };
    if !exists {
        return Err(AppError::NotFound);
    }
    set_scope_rules(&mut transaction, scope, &rules, moderator.id, visit.now).await?;
    let words = |number: Option<i64>| number.map_or_else(|| "–".to_owned(), |n| n.to_string());
    let decision = NewDecision {
        person: match scope {
            Scope::Person(id) => Some(id),
            _ => None,
        },
        article: match scope {
            Scope::Article(id) => Some(id),
            _ => None,
        },
        moderator: Some(moderator.id),
        action: "rules",
        details: Details {
            words: format!(
                "{} {}: {} / {} / {} / {}",
                scope.as_str(),
                scope.id(),
                rules.mode.map_or("–", Mode::as_str),
                words(rules.newcomers_before),
                words(rules.close_after_days),
                words(rules.slow_seconds),
            ),
            ..Details::default()
        },
        ..NewDecision::default()
    };
    insert_decisions(&mut transaction, &[decision], visit.now).await?;
    if let Scope::Article(article) = scope {
        hold_thread(&mut transaction, article).await?;
        append_ruled(&mut transaction, article, visit.now).await?;
    }
    transaction.commit().await?;
    if let Scope::Article(article) = scope {
        visit.state.live.tell(article);
    }
    Ok(go_on(visit, back, "/rules", &[("done", "rules")]))
}

fn read_list(list: &str) -> Result<List, AppError> {
    List::parse(list).ok_or_else(|| AppError::invalid("list", Problem::NotAChoice))
}

/// Reads patterns, one a line; empty lines are passed over, and what stands there twice is taken once.
fn read_patterns(words: &str) -> Result<Vec<String>, AppError> {
    let mut patterns = BTreeSet::new();
    for (number, line) in (1..).zip(words.lines()) {
        let pattern = line.split_whitespace().collect::<Vec<_>>().join(" ");
        if pattern.is_empty() {
            continue;
        }
        if pattern.chars().count() > LONGEST_WORD {
            return Err(AppError::invalid("words", Problem::TooLong(100)));
        }
        let pattern = pattern.to_lowercase();
        // In the list it would look as if it kept something away.
        if !WordList::can_match(&pattern) {
            return Err(AppError::invalid("words", Problem::NeverMatches(number)));
        }
        patterns.insert(pattern);
    }
    if patterns.is_empty() {
        return Err(AppError::invalid("words", Problem::Missing));
    }
    if patterns.len() > MOST_WORDS {
        return Err(AppError::invalid("words", Problem::TooMany(1_000)));
    }
    Ok(patterns.into_iter().collect())
}

/// Adds lines to a list, one pattern a line.
///
/// # Errors
/// When nothing was typed, a line is too long or can never match, or the database fails.
pub async fn add(visit: &Visit, list: &str, words: &str, back: &str) -> Result<Taken, AppError> {
    let moderator = moderator(visit)?;
    let list = read_list(list)?;
    let patterns = read_patterns(words)?;
    let mut transaction = visit.state.database.write().await?;
    let added = add_words(&mut transaction, list, &patterns, moderator.id, visit.now).await?;
    if added > 0 {
        write_down(
            &mut transaction,
            moderator.id,
            "words-add",
            list,
            &patterns,
            visit.now,
        )
        .await?;
    }
    transaction.commit().await?;
    let count = added.to_string();
    let done = [("done", "words-add"), ("count", count.as_str())];
    Ok(go_on(visit, back, "/rules", &done))
}

/// Takes a line out of a list.
///
/// # Errors
/// When there is no such line, or the database fails.
pub async fn remove(visit: &Visit, word: i64, back: &str) -> Result<Taken, AppError> {
    let moderator = moderator(visit)?;
    let mut transaction = visit.state.database.write().await?;
    let removed = remove_words(&mut transaction, &[word])
        .await?
        .pop()
        .ok_or(AppError::NotFound)?;
    let patterns = [removed.pattern];
    write_down(
        &mut transaction,
        moderator.id,
        "words-remove",
        removed.list,
        &patterns,
        visit.now,
    )
    .await?;
    transaction.commit().await?;
    Ok(go_on(visit, back, "/rules", &[("done", "words-remove")]))
}

async fn write_down(
    connection: &mut sqlx::AnyConnection,
    moderator: i64,
    action: &str,
    list: List,
    patterns: &[String],
    now: i64,
) -> Result<(), sqlx::Error> {
    let words: String = patterns.join(", ").chars().take(1_000).collect();
    let decision = NewDecision {
        moderator: Some(moderator),
        action,
        details: Details {
            words: format!("{}: {words}", list.as_str()),
            ..Details::default()
        },
        ..NewDecision::default()
    };
    insert_decisions(connection, &[decision], now).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_read_a_line_each_and_one_that_can_never_match_is_refused_with_its_line() {
        let read = |words: &str| read_patterns(words);
        assert_eq!(
            read("Idiot\n\n  two   words \nidiot\nstem*\n*part*").expect("patterns"),
            ["*part*", "idiot", "stem*", "two words"]
        );
        let refused = |line| AppError::invalid("words", Problem::NeverMatches(line));
        for (words, line) in [
            ("***", 1),
            ("idiot\n\n*ab*", 3),
            ("a*", 1),
            ("moron\n\"!\"", 2),
        ] {
            assert_eq!(
                read(words).expect_err("no pattern"),
                refused(line),
                "{words}"
            );
        }
        let nothing = read(" \n ").expect_err("nothing");
        assert_eq!(nothing, AppError::invalid("words", Problem::Missing));
        let long = read(&"a".repeat(101)).expect_err("too long");
        assert_eq!(long, AppError::invalid("words", Problem::TooLong(100)));
    }
}
