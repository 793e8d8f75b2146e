//! From an address to a page of the moderators' desk.

mod entries;
mod others;

use super::{
    Moderator,
    model::{Content, EntryState, ModerationPage, QueuePage, Said, Tab},
    moderator,
};
use crate::{
    account::{
        identity::Visit,
        model::RefusedForm,
        store::{PeopleFilter, list_people, words_of},
    },
    comment::store::{
        CommentRecord,
        appeals::list_open_appeals,
        decisions::list_last_decisions,
        queue::{
            DECIDED, OF_NEWCOMERS, REPORTED, WAITING, find_newest, list_by_ids, list_comments,
        },
    },
    error::AppError,
    language::Language,
    site::pages::Presenter,
};
use entries::{line, make_entries};
use leptos_i18n::td_string;
use sqlx::AnyConnection;

/// How many comments stand on a page.
const PAGE: usize = 25;
/// How many people are found at once.
const MOST_PEOPLE: i64 = 20;

/// What a page is asked with.
pub(crate) struct Asked<'a> {
    /// Who asks.
    pub visit: &'a Visit,
    /// Words and dates.
    pub presenter: &'a Presenter<'a>,
    /// Parameters of the query; empty ones for those not there.
    pub parameter: &'a (dyn Fn(&str) -> String + Sync),
    /// Proof that a moderator asks.
    pub moderator: Moderator,
}

impl Asked<'_> {
    fn href(&self, rest: &str) -> String {
        desk(self.presenter.language, rest)
    }
}

fn desk(language: Language, rest: &str) -> String {
    format!("/{}/desk/comments{rest}", language.code())
}

/// Reads the page at these segments below `desk/comments`; None when there is none.
///
/// # Errors
/// When whoever asks does not moderate, there is nothing of that id, or the database fails.
pub async fn read_moderation_page(
    visit: &Visit,
    connection: &mut AnyConnection,
    presenter: &Presenter<'_>,
    segments: &[&str],
    parameter: &(dyn Fn(&str) -> String + Sync),
    refused: Option<RefusedForm>,
) -> Result<Option<(ModerationPage, String)>, AppError> {
    let asked = Asked {
        visit,
        presenter,
        parameter,
        moderator: moderator(visit)?,
    };
    let locale = presenter.locale();
    let (content, title, here) = match segments {
        [] => {
            let page = read_queue(connection, &asked).await?;
            let title = td_string!(locale, moderation.title).to_owned();
            let mut here = format!("?show={}", page.tab.as_str());
            let from = parameter("from");
            if !from.is_empty() && read_key(&from).is_some() {
                here.push_str(&format!("&from={from}"));
            }
            (Content::Queue(Box::new(page)), title, here)
        }
        ["people", id] => {
            let id: i64 = id.parse().map_err(|_| AppError::NotFound)?;
            let page = others::read_writer(connection, &asked, id).await?;
            let title = page.name.clone();
            (
                Content::Person(Box::new(page)),
                title,
                format!("/people/{id}"),
            )
        }
        ["rules"] => {
            let page = others::read_rules(connection, &asked).await?;
            let title = td_string!(locale, moderation.rules).to_owned();
            let here = format!("/rules?scope={}&id={}", page.form.scope, page.form.scope_id);
            (Content::Rules(Box::new(page)), title, here)
        }
        ["log"] => {
            let page = others::read_log(connection, &asked).await?;
            let title = td_string!(locale, moderation.log).to_owned();
            (Content::Log(page), title, "/log".to_owned())
        }
        ["figures"] => {
            let page = others::read_figures(connection, &asked).await?;
            let title = td_string!(locale, moderation.figures).to_owned();
            (
                Content::Figures(Box::new(page)),
                title,
                "/figures".to_owned(),
            )
        }
        _ => return Ok(None),
    };
    let page = ModerationPage {
        here: asked.href(&here),
        said: read_said(connection, &asked).await?,
        refused,
        content,
    };
    Ok(Some((page, title)))
}

/// What has just been done, as the address says it.
async fn read_said(
    connection: &mut AnyConnection,
    asked: &Asked<'_>,
) -> Result<Option<Said>, AppError> {
    let parameter = asked.parameter;
    let done: String = parameter("done")
        .chars()
        .filter(|sign| sign.is_ascii_lowercase() || *sign == '-')
        .take(20)
        .collect();
    let ids = |name: &str| -> Vec<i64> {
        parameter(name)
            .split(',')
            .filter_map(|id| id.parse().ok())
            .take(100)
            .collect()
    };
    let (late, own, appealed) = (ids("late"), ids("own"), ids("appealed"));
    if done.is_empty() && late.is_empty() && own.is_empty() && appealed.is_empty() {
        return Ok(None);
    }
    let late = list_last_decisions(connection, &late)
        .await?
        .into_iter()
        .map(|record| line(asked, record))
        .collect();
    Ok(Some(Said {
        done,
        count: parameter("count").parse().unwrap_or(1),
        decision: parameter("decision").parse().ok(),
        late,
        own,
        appealed,
    }))
}

/// `moment-id`, the place after which a list goes on.
fn read_key(word: &str) -> Option<(i64, i64)> {
    let (at, id) = word.split_once('-')?;
    Some((at.parse().ok()?, id.parse().ok()?))
}

/// Drops the one that was read too many, and gives the place after which the list goes on.
fn cut<T>(list: &mut Vec<T>, most: usize, key: impl Fn(&T) -> (i64, i64)) -> Option<String> {
    let more = list.len() > most;
    list.truncate(most);
    let (at, id) = key(list.last().filter(|_| more)?);
    Some(format!("{at}-{id}"))
}

async fn read_queue(
    connection: &mut AnyConnection,
    asked: &Asked<'_>,
) -> Result<QueuePage, AppError> {
    let parameter = asked.parameter;
    let tab = match parameter("show").as_str() {
        "" => Tab::Waiting,
        word => Tab::parse(word).ok_or(AppError::NotFound)?,
    };
    let from = match parameter("from").as_str() {
        "" => None,
        word => Some(read_key(word).ok_or(AppError::NotFound)?),
    };
    let limit = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
    let first = (i64::MIN, i64::MIN);
    let last = (i64::MAX, i64::MAX);
    let (sql, start) = match tab {
        Tab::Waiting | Tab::Appeals => (WAITING, first),
        Tab::Newcomers => (OF_NEWCOMERS, first),
        Tab::Reported => (REPORTED, first),
        Tab::Decided => (DECIDED, last),
    };
    let start = from.unwrap_or(start);
    let (comments, more) = if tab == Tab::Appeals {
        let mut appeals = list_open_appeals(connection, start, limit).await?;
        let more = cut(&mut appeals, PAGE, |appeal| {
            (appeal.appealed_at, appeal.comment)
        });
        let ids: Vec<i64> = appeals.iter().map(|appeal| appeal.comment).collect();
        let mut found = list_by_ids(connection, &ids).await?;
        found.sort_by_key(|comment| ids.iter().position(|id| *id == comment.id));
        (found, more)
    } else {
        let mut found = list_comments(connection, sql, start, limit, None).await?;
        let more = cut(&mut found, PAGE, |comment: &CommentRecord| {
            let at = match tab {
                Tab::Reported => comment.reported_at,
                Tab::Decided => comment.decided_at,
                _ => Some(comment.posted_at),
            };
            (at.unwrap_or_default(), comment.id)
        });
        (found, more)
    };
    let newest = find_newest(connection).await?;
    let query = parameter("q").trim().chars().take(100).collect::<String>();
    let people = if query.is_empty() {
        Vec::new()
    } else {
        let filter = PeopleFilter {
            words: words_of(&query).into_iter().take(6).collect(),
            ..PeopleFilter::default()
        };
        list_people(connection, &filter, MOST_PEOPLE)
            .await?
            .into_iter()
            .map(|person| (person.name, asked.href(&format!("/people/{}", person.id))))
            .collect()
    };
    let list = asked.href(&format!("?show={}", tab.as_str()));
    Ok(QueuePage {
        tab,
        entries: make_entries(connection, asked, comments).await?,
        more: more.map(|key| format!("{list}&from={key}")),
        first: from.map(|_| list),
        query,
        people,
        newest,
    })
}

/// How comments that are on a moderator's screen stand now: ids, parted by commas.
///
/// # Errors
/// When whoever asks does not moderate, or the database fails.
pub async fn read_states(visit: &Visit, comments: &str) -> Result<Vec<EntryState>, AppError> {
    let presenter = Presenter::new(visit.language, &visit.state.configuration.site, visit.now);
    let asked = Asked {
        visit,
        presenter: &presenter,
        parameter: &|_| String::new(),
        moderator: moderator(visit)?,
    };
    let ids: Vec<i64> = comments
        .split(',')
        .filter_map(|id| id.trim().parse().ok())
        .take(100)
        .collect();
    let mut connection = visit.state.database.read().await?;
    let found = list_by_ids(&mut connection, &ids).await?;
    let mut last = list_last_decisions(&mut connection, &ids).await?;
    Ok(found
        .into_iter()
        .map(|comment| EntryState {
            id: comment.id,
            version: comment.version,
            status: comment.status,
            last: last
                .iter()
                .position(|record| record.comment == Some(comment.id))
                .map(|index| line(&asked, last.swap_remove(index))),
        })
        .collect())
}
