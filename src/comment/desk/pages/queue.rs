//! The queue, a page at a time, and how such a page stands later.

use super::{
    super::{
        model::{EntryState, QueuePage, QueueState, Tab},
        moderator,
    },
    Asked, PAGE, cut,
    entries::{line, make_entries},
    read_key,
};
use crate::{
    account::{
        identity::Visit,
        store::{PeopleFilter, list_people, words_of},
    },
    comment::store::{
        appeals::list_appeals_about,
        decisions::list_last_decisions,
        desk::{find_newest, has_others, list_tab},
        people::find_named,
        queue::list_by_ids,
    },
    error::AppError,
    site::pages::Presenter,
};
use moderation::name_skeleton;
use sqlx::AnyConnection;

/// How many people are found at once.
const MOST_PEOPLE: i64 = 20;

pub(super) async fn read_queue(
    connection: &mut AnyConnection,
    asked: &Asked<'_>,
) -> Result<QueuePage, AppError> {
    let parameter = asked.parameter;
    let tab = match parameter("show").as_str() {
        "" => Tab::Waiting,
        word => Tab::parse(word).ok_or(AppError::NotFound)?,
    };
    let from = parameter("from");
    let start = match from.as_str() {
        "" => None,
        word => Some(read_key(word).ok_or(AppError::NotFound)?),
    };
    // Before the list: what comes between the two is told once more rather than never.
    let newest = find_newest(connection).await?;
    let limit = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
    let mut found = list_tab(connection, tab, start, limit).await?;
    let until = cut(&mut found, PAGE, |(key, _)| *key);
    let comments = found.into_iter().map(|(_, comment)| comment).collect();
    let query = parameter("q").trim().chars().take(100).collect::<String>();
    let people = if query.is_empty() {
        Vec::new()
    } else {
        let filter = PeopleFilter {
            words: words_of(&query).into_iter().take(6).collect(),
            ..PeopleFilter::default()
        };
        let mut people: Vec<(i64, String)> = list_people(connection, &filter, MOST_PEOPLE)
            .await?
            .into_iter()
            .map(|person| (person.id, person.name))
            .collect();
        // Moderators know people by the names that stand beside comments.
        if let Some(named) = find_named(connection, &name_skeleton(&query)).await?
            && !people.iter().any(|(id, _)| *id == named)
        {
            people.insert(0, (named, query.clone()));
        }
        people
            .into_iter()
            .map(|(id, name)| (name, asked.href(&format!("/people/{id}"))))
            .collect()
    };
    let list = asked.href(&format!("?show={}", tab.as_str()));
    Ok(QueuePage {
        tab,
        entries: make_entries(connection, asked, comments).await?,
        more: until.as_ref().map(|key| format!("{list}&from={key}")),
        first: start.map(|_| list),
        query,
        people,
        from,
        until: until.unwrap_or_default(),
        newest,
    })
}

/// How a page of the queue that is on a moderator's screen stands now: the ids of its comments, parted by
/// commas; the tab, and the places in its list that the page lies between. Without a tab only the comments
/// are looked at.
///
/// # Errors
/// When whoever asks does not moderate, or the database fails.
pub async fn read_states(
    visit: &Visit,
    comments: &str,
    show: &str,
    from: &str,
    until: &str,
) -> Result<QueueState, AppError> {
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
    let appeals = list_appeals_about(&mut connection, &ids).await?;
    let mut last = list_last_decisions(&mut connection, &ids).await?;
    let has_others = match Tab::parse(show) {
        Some(tab) => {
            has_others(&mut connection, tab, &ids, read_key(from), read_key(until)).await?
        }
        None => false,
    };
    let entries = found
        .into_iter()
        .map(|comment| EntryState {
            id: comment.id,
            version: comment.version,
            status: comment.status,
            reported: comment.reported_at.is_some(),
            appealed: appeals.iter().any(|appeal| appeal.comment == comment.id),
            decided: comment.decided_at.is_some(),
            last: last
                .iter()
                .position(|record| record.comment == Some(comment.id))
                .map(|index| line(&asked, last.swap_remove(index))),
        })
        .collect();
    Ok(QueueState {
        entries,
        has_others,
    })
}
