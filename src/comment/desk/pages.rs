//! From an address to a page of the moderators' desk.

mod entries;
mod others;
mod queue;

pub use queue::read_states;

use super::{
    Moderator,
    model::{Content, ModerationPage, Said},
    moderator,
};
use crate::{
    account::{identity::Visit, model::RefusedForm},
    comment::store::decisions::list_last_decisions,
    error::AppError,
    language::Language,
    site::pages::Presenter,
};
use entries::line;
use leptos_i18n::td_string;
use sqlx::AnyConnection;

/// How many comments stand on a page.
const PAGE: usize = 25;

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
            let page = queue::read_queue(connection, &asked).await?;
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
