//! A person, the rules, the log, the figures.

use super::entries::{lately, line, make_entries, make_writer};
use super::{Asked, PAGE, cut, read_key};
use crate::{
    account::{
        model::Role,
        store::{PeopleFilter, list_people},
    },
    comment::{
        desk::model::{FiguresPage, LogPage, RulesForm, RulesPage, WriterPage},
        store::{
            decisions::{LOG, LOG_OF_MODERATOR, LOG_OF_PERSON, list_log, list_log_of_action},
            figures::{Counted, count_by_check, count_open, list_since},
            queue::{OF_PERSON, count_rejections, list_article_names, list_comments, list_writers},
            rules::{Mode, Scope, find_scope_rules},
            words::{List, load_word_lists},
        },
    },
    error::AppError,
    language::Language,
    section::store::list_sections,
    site::address::{Address, Place},
};
use leptos_i18n::td_string;
use moderation::{WordList, WordRule};
use sqlx::AnyConnection;
use std::collections::BTreeMap;

/// How many lines of the log stand on a page.
const LOG_PAGE: usize = 50;
/// How many lines of the log stand on the page of a person.
const LOG_OF_A_PERSON: i64 = 20;
/// How many lines of the lists of words are shown; the filter finds the others.
const MOST_WORDS: usize = 200;
/// How many characters of a text are tried: it travels in the address.
const LONGEST_TRIED: usize = 2_000;
/// From how many decisions the figures are made, at most.
const COUNTED: i64 = 10_000;
/// Milliseconds of a day.
const DAY: i64 = 86_400_000;

pub(super) async fn read_writer(
    connection: &mut AnyConnection,
    asked: &Asked<'_>,
    id: i64,
) -> Result<WriterPage, AppError> {
    let record = list_writers(connection, &[id])
        .await?
        .pop()
        .ok_or(AppError::NotFound)?;
    let from = match (asked.parameter)("from").as_str() {
        "" => (i64::MAX, i64::MAX),
        word => read_key(word).ok_or(AppError::NotFound)?,
    };
    let limit = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
    let mut comments = list_comments(connection, OF_PERSON, from, limit, Some(id)).await?;
    let more = cut(&mut comments, PAGE, |comment| {
        (comment.posted_at, comment.id)
    });
    let log = list_log(
        connection,
        LOG_OF_PERSON,
        i64::MAX,
        LOG_OF_A_PERSON,
        Some(id),
    )
    .await?;
    let recently = count_rejections(connection, &[id], lately(asked))
        .await?
        .remove(&id)
        .unwrap_or_default();
    let may_restrict =
        id != asked.moderator.id && (asked.moderator.administers || !record.role.is_newsroom());
    Ok(WriterPage {
        id,
        writer: make_writer(asked, &record, recently),
        reports_upheld: record.reports_upheld,
        since: record
            .first_posted_at
            .map(|at| asked.presenter.full_moment(at)),
        until: record
            .suspended_until
            .filter(|until| *until > asked.visit.now)
            .map(|at| asked.presenter.full_moment(at)),
        may_restrict,
        entries: make_entries(connection, asked, comments).await?,
        more: more.map(|key| asked.href(&format!("/people/{id}?from={key}"))),
        log: log.into_iter().map(|record| line(asked, record)).collect(),
        rules: read_form(connection, Scope::Person(id), record.name.clone()).await?,
        name: record.name,
        pseudonym: record.pseudonym.unwrap_or_default(),
    })
}

async fn read_form(
    connection: &mut AnyConnection,
    scope: Scope,
    name: String,
) -> Result<RulesForm, AppError> {
    let rules = find_scope_rules(connection, scope).await?;
    let number = |number: Option<i64>| number.map(|number| number.to_string()).unwrap_or_default();
    Ok(RulesForm {
        scope: scope.as_str().to_owned(),
        scope_id: scope.id(),
        name,
        mode: rules.mode.map(Mode::as_str).unwrap_or_default().to_owned(),
        newcomers_before: number(rules.newcomers_before),
        close_after_days: number(rules.close_after_days),
        slow_seconds: number(rules.slow_seconds),
    })
}

/// The article at an address as somebody copies it, with or without the host.
async fn find_article_at(
    connection: &mut AnyConnection,
    typed: &str,
) -> Result<Option<i64>, sqlx::Error> {
    let path = match typed.split_once("://") {
        Some((_, rest)) => rest.find('/').map_or("", |at| &rest[at..]),
        None => typed,
    };
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let Some(Address {
        language,
        place: Place::Article { section, slug },
        ..
    }) = Address::parse(path)
    else {
        return Ok(None);
    };
    sqlx::query_scalar(
        "SELECT articles.id FROM articles JOIN sections ON sections.id = articles.section_id \
         WHERE articles.language = $1 AND articles.slug = $2 AND sections.slug = $3",
    )
    .bind(language.code())
    .bind(slug)
    .bind(section)
    .fetch_optional(connection)
    .await
}

pub(super) async fn read_rules(
    connection: &mut AnyConnection,
    asked: &Asked<'_>,
) -> Result<RulesPage, AppError> {
    let parameter = asked.parameter;
    let mut sections = Vec::new();
    for language in &asked.presenter.site.languages {
        let language: Language = *language;
        for section in list_sections(connection, language).await? {
            let name = format!("{} ({})", section.name, language.code());
            sections.push((name, section.id));
        }
    }
    let address = parameter("address").trim().to_owned();
    let at_address = if address.is_empty() {
        None
    } else {
        find_article_at(connection, &address).await?
    };
    let scope = match (at_address, parameter("scope").as_str()) {
        (Some(article), _) => Scope::Article(article),
        (None, "") => Scope::Site,
        (None, word) => {
            Scope::parse(word, parameter("id").parse().unwrap_or(0)).ok_or(AppError::NotFound)?
        }
    };
    let name = match scope {
        Scope::Site => td_string!(asked.presenter.locale(), moderation.site).to_owned(),
        Scope::Section(id) => sections
            .iter()
            .find(|(_, section)| *section == id)
            .map(|(name, _)| name.clone())
            .ok_or(AppError::NotFound)?,
        Scope::Article(id) => list_article_names(connection, &[id])
            .await?
            .pop()
            .map(|article| article.headline)
            .ok_or(AppError::NotFound)?,
        Scope::Person(id) => list_writers(connection, &[id])
            .await?
            .pop()
            .map(|person| person.name)
            .ok_or(AppError::NotFound)?,
    };
    let filter = parameter("q").trim().to_lowercase();
    let (reject, hold) = load_word_lists(connection).await?;
    let tried: String = parameter("try").chars().take(LONGEST_TRIED).collect();
    let mut matches = Vec::new();
    if !tried.trim().is_empty() {
        for (words, rejects) in [(&reject, true), (&hold, false)] {
            let rules: Vec<WordRule> = words
                .iter()
                .map(|word| WordRule {
                    id: word.id,
                    pattern: word.pattern.clone(),
                })
                .collect();
            let found = WordList::new(&rules).find(&tried);
            matches.extend(
                found
                    .into_iter()
                    .map(|found| (found.pattern, found.found, rejects)),
            );
        }
    }
    let mut words: Vec<(i64, bool, String)> = reject
        .into_iter()
        .chain(hold)
        .filter(|word| word.pattern.contains(&filter))
        .map(|word| (word.id, word.list == List::Reject, word.pattern))
        .collect();
    let hidden = words.len().saturating_sub(MOST_WORDS);
    words.truncate(MOST_WORDS);
    Ok(RulesPage {
        form: read_form(connection, scope, name).await?,
        sections: sections
            .into_iter()
            .map(|(name, id)| (name, asked.href(&format!("/rules?scope=section&id={id}"))))
            .collect(),
        unknown: if at_address.is_none() {
            address
        } else {
            String::new()
        },
        filter,
        words,
        hidden,
        tried,
        matches,
    })
}

pub(super) async fn read_log(
    connection: &mut AnyConnection,
    asked: &Asked<'_>,
) -> Result<LogPage, AppError> {
    let parameter = asked.parameter;
    let before = parameter("before").parse().unwrap_or(i64::MAX);
    let action: String = parameter("action").chars().take(30).collect();
    let moderator: Option<i64> = parameter("moderator").parse().ok();
    let limit = i64::try_from(LOG_PAGE + 1).unwrap_or(i64::MAX);
    let mut records = match (moderator, action.as_str()) {
        (Some(moderator), _) => {
            list_log(connection, LOG_OF_MODERATOR, before, limit, Some(moderator)).await?
        }
        (None, "") => list_log(connection, LOG, before, limit, None).await?,
        (None, action) => list_log_of_action(connection, action, before, limit).await?,
    };
    let last = cut(&mut records, LOG_PAGE, |record| (record.id, record.id));
    let more = last.map(|key| {
        let mut link = url::form_urlencoded::Serializer::new(String::new());
        link.append_pair("before", key.split('-').next().unwrap_or_default());
        if !action.is_empty() {
            link.append_pair("action", &action);
        }
        if let Some(moderator) = moderator {
            link.append_pair("moderator", &moderator.to_string());
        }
        asked.href(&format!("/log?{}", link.finish()))
    });
    // Both given: the moderator's lines of this page that fit.
    if moderator.is_some() && !action.is_empty() {
        records.retain(|record| record.action == action);
    }
    let mut moderators = Vec::new();
    for role in [Role::Moderator, Role::Admin] {
        let filter = PeopleFilter {
            role: Some(role),
            ..PeopleFilter::default()
        };
        let found = list_people(connection, &filter, 100).await?;
        moderators.extend(found.into_iter().map(|person| (person.id, person.name)));
    }
    Ok(LogPage {
        action,
        moderator,
        moderators,
        lines: records
            .into_iter()
            .map(|record| line(asked, record))
            .collect(),
        more,
    })
}

/// The middle of the waiting times of decisions since a moment, in seconds.
fn median(decisions: &[Counted], since: i64) -> Option<i64> {
    let mut waited: Vec<i64> = decisions
        .iter()
        .filter(|decision| decision.decided_at >= since)
        .filter_map(|decision| decision.waited)
        .collect();
    waited.sort_unstable();
    waited.get(waited.len() / 2).map(|waited| waited / 1_000)
}

pub(super) async fn read_figures(
    connection: &mut AnyConnection,
    asked: &Asked<'_>,
) -> Result<FiguresPage, AppError> {
    let now = asked.visit.now;
    let open = count_open(connection).await?;
    let decisions = list_since(connection, now - 30 * DAY, COUNTED).await?;
    let by_check = count_by_check(connection, now - 30 * DAY).await?;
    let mut by_moderator: BTreeMap<String, i64> = BTreeMap::new();
    for decision in &decisions {
        *by_moderator
            .entry(decision.moderator.clone().unwrap_or_default())
            .or_default() += 1;
    }
    let mut by_moderator: Vec<(String, i64)> = by_moderator.into_iter().collect();
    by_moderator.sort_by_key(|(_, count)| -count);
    // Days of the paper's clock, in the order of their ISO dates.
    let day = |at: i64| -> String {
        asked
            .presenter
            .full_moment(at)
            .iso
            .chars()
            .take(10)
            .collect()
    };
    let mut by_day: BTreeMap<String, (String, i64)> = (0..14)
        .map(|before| now - before * DAY)
        .map(|at| (day(at), (asked.presenter.day(at), 0)))
        .collect();
    for decision in &decisions {
        if let Some((_, count)) = by_day.get_mut(&day(decision.decided_at)) {
            *count += 1;
        }
    }
    let counted = i64::try_from(decisions.len()).unwrap_or(COUNTED);
    Ok(FiguresPage {
        waiting: open.waiting,
        oldest: open.oldest.map(|at| asked.presenter.full_moment(at)),
        reported: open.reported,
        appeals: open.appeals,
        medians: (
            median(&decisions, now - 7 * DAY),
            median(&decisions, now - 30 * DAY),
        ),
        cut: (counted >= COUNTED).then_some(COUNTED),
        by_check: by_check
            .into_iter()
            .map(|(check, verdict, count)| (check, verdict == "reject", count))
            .collect(),
        by_moderator,
        by_day: by_day.into_values().collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_of_what_had_waited_since_then() {
        let counted = |waited, decided_at| Counted {
            action: "approve".to_owned(),
            moderator: None,
            waited,
            decided_at,
        };
        let all = [
            counted(Some(1_000), 10),
            counted(Some(9_000), 10),
            counted(Some(2_000), 10),
            counted(None, 10),
            counted(Some(900_000), 1),
        ];
        assert_eq!(median(&all, 5), Some(2));
        assert_eq!(median(&all, 0), Some(9));
        assert_eq!(median(&all, 11), None);
    }
}
