//! From an address to a page of reading lists.

use super::{
    articles::{gather, gather_followed, gather_names},
    choosing::{Choice, articles_needed},
    editing::list_sharing,
    file::Outcome,
    lists::read,
    model::ListedArticle,
    page::{
        AllLists, Content, FeedPage, FilesPage, FollowingPage, HistoryPage, ListsPage, OneList,
        VisitedArticle,
    },
    sharing::read_shared,
};
use crate::{
    account::{identity::Visit, model::RefusedForm},
    error::AppError,
    site::{
        address::Cursor,
        model::{Page, SharedListPage},
        pages::Presenter,
    },
};
use leptos_i18n::td_string;
use reading::{ArticleId, ListId, ReadingLists, Visited};
use sqlx::AnyConnection;
use std::collections::BTreeMap;

/// How many articles a page of the history shows.
const HISTORY_PAGE: usize = 100;

/// Where a page of reading lists stands, and what was sent to it.
pub struct Asked<'a> {
    /// What follows the language in the path.
    pub path: &'a str,
    /// Path and query.
    pub whole: &'a str,
    /// Gives the parameters of the query, empty ones for those that are not there.
    pub parameter: &'a (dyn Fn(&str) -> String + Sync),
    /// What became of a file that was sent to it.
    pub outcome: Option<Outcome>,
    /// A form that was sent to it and not taken.
    pub refused: Option<RefusedForm>,
}

/// Reads the page at an address, for whoever asks; None when it is no page of this room. Whoever is not
/// signed in gets it empty: what they keep is in their browser only.
///
/// # Errors
/// When there is no such page or list, or the database fails.
pub async fn read_lists_page(
    visit: &Visit,
    connection: &mut AnyConnection,
    presenter: &Presenter<'_>,
    asked: Asked<'_>,
) -> Result<Option<Page>, AppError> {
    let segments: Vec<&str> = asked.path.trim_start_matches('/').split('/').collect();
    let ["lists", rest @ ..] = segments.as_slice() else {
        return Ok(None);
    };
    let locale = presenter.locale();
    let person = visit.session().map(|session| session.person.id);
    let lists = match person {
        Some(person) => read(connection, person).await?,
        None => ReadingLists::default(),
    };
    let (content, title) = match rest {
        [] => (
            Content::All(AllLists::of(&lists)),
            td_string!(locale, reading_list.title).to_owned(),
        ),
        ["history"] => {
            let page = read_history(connection, presenter, &lists, &asked).await?;
            let title = td_string!(locale, reading_list.history).to_owned();
            (Content::History(page), title)
        }
        ["following"] => {
            let page = match person {
                Some(_) => {
                    let topics = lists.followed();
                    let names = gather_names(connection, &topics).await?;
                    FollowingPage::of(&topics, &names, true)
                }
                None => FollowingPage::default(),
            };
            let title = td_string!(locale, feed.following).to_owned();
            (Content::Following(page), title)
        }
        ["feed"] => {
            let page = match person {
                Some(_) => read_feed(connection, presenter, &lists, &asked).await?,
                None => FeedPage {
                    before: before(&asked).map(|cursor| cursor.to_string()),
                    ..FeedPage::default()
                },
            };
            let title = td_string!(locale, feed.title).to_owned();
            (Content::Feed(page), title)
        }
        ["files"] => {
            let title = td_string!(locale, reading_list.files).to_owned();
            let outcome = asked.outcome;
            (Content::Files(FilesPage { outcome }), title)
        }
        ["join"] => {
            let token = (asked.parameter)("token");
            let title = td_string!(locale, reading_list.join_title).to_owned();
            (Content::Join { token }, title)
        }
        [id] => {
            let list: ListId = id.parse().map_err(|_| AppError::NotFound)?;
            // A list that only a browser knows has an address there too.
            if person.is_some() && !lists.has_list(list) {
                return Err(AppError::NotFound);
            }
            let page = read_one(visit, connection, presenter, &lists, list, &asked).await?;
            let title = match &page.card.name {
                Some(name) => name.clone(),
                None if list == ListId::LATER => td_string!(locale, reading_list.later).to_owned(),
                None => td_string!(locale, reading_list.unnamed).to_owned(),
            };
            (Content::One(Box::new(page)), title)
        }
        _ => return Err(AppError::NotFound),
    };
    let page = ListsPage {
        here: asked.whole.to_owned(),
        is_signed_in: person.is_some(),
        refused: asked.refused,
        content,
    };
    let data = serde_json::to_string(&page).map_err(|error| AppError::failed(&error))?;
    Ok(Some(Page::Lists { title, data }))
}

/// The page of a list that somebody shares; `from` articles come before it.
///
/// # Errors
/// Those of [`read_shared`].
pub async fn read_shared_page(
    connection: &mut AnyConnection,
    presenter: &Presenter<'_>,
    public_id: &str,
    from: usize,
) -> Result<SharedListPage, AppError> {
    let list = read_shared(connection, presenter, public_id, from).await?;
    let title = match &list.name {
        Some(name) => name.clone(),
        None => td_string!(presenter.locale(), reading_list.later).to_owned(),
    };
    let feed = list.feed.clone();
    let description = if list.description.is_empty() {
        let owner = list.owner.clone();
        td_string!(presenter.locale(), reading_list.shared_by, name = owner)
    } else {
        list.description.clone()
    };
    let picture = list
        .articles
        .iter()
        .find_map(|article| article.teaser.picture.clone());
    let page = ListsPage {
        here: list.href.clone(),
        is_signed_in: false,
        refused: None,
        content: Content::Shared(Box::new(list)),
    };
    Ok(SharedListPage {
        title,
        description,
        feed,
        picture,
        data: serde_json::to_string(&page).map_err(|error| AppError::failed(&error))?,
    })
}

async fn read_one(
    visit: &Visit,
    connection: &mut AnyConnection,
    presenter: &Presenter<'_>,
    lists: &ReadingLists,
    list: ListId,
    asked: &Asked<'_>,
) -> Result<OneList, AppError> {
    let choice = Choice::parse(asked.parameter);
    let needed = articles_needed(lists, list, &choice);
    let found = find(connection, presenter, &needed).await?;
    let sharing = match visit.session() {
        Some(_) => list_sharing(visit, presenter.language)
            .await?
            .into_iter()
            .find(|sharing| sharing.list == list),
        None => None,
    };
    Ok(OneList::of(lists, list, choice, sharing, |id| {
        found.get(&id.get())
    }))
}

async fn read_feed(
    connection: &mut AnyConnection,
    presenter: &Presenter<'_>,
    lists: &ReadingLists,
    asked: &Asked<'_>,
) -> Result<FeedPage, AppError> {
    let topics = lists.followed();
    let before = before(asked);
    let start = before.unwrap_or(Cursor::START);
    let found = gather_followed(connection, presenter, &topics, start).await?;
    Ok(FeedPage {
        followed: Some(topics.len()),
        articles: found.articles,
        seen: lists.feed_seen(),
        before: before.map(|cursor| cursor.to_string()),
        older: found.before,
        is_out_of_reach: false,
    })
}

/// Where a page of the feed begins; what no page has given stands for the first.
fn before(asked: &Asked<'_>) -> Option<Cursor> {
    Cursor::parse(&(asked.parameter)("before"))
}

async fn read_history(
    connection: &mut AnyConnection,
    presenter: &Presenter<'_>,
    lists: &ReadingLists,
    asked: &Asked<'_>,
) -> Result<HistoryPage, AppError> {
    let visits = lists.history();
    let pages = visits.len().div_ceil(HISTORY_PAGE).max(1);
    let page = (asked.parameter)("page").parse().unwrap_or(1);
    let page: usize = Ord::clamp(page, 1, pages);
    let shown: Vec<Visited> = visits
        .into_iter()
        .skip((page - 1) * HISTORY_PAGE)
        .take(HISTORY_PAGE)
        .collect();
    let ids: Vec<ArticleId> = shown.iter().map(|visit| visit.article).collect();
    let mut found = find(connection, presenter, &ids).await?;
    Ok(HistoryPage {
        keeps_history: lists.keeps_history(),
        visits: shown
            .into_iter()
            .map(|visit| VisitedArticle {
                article: visit.article.get(),
                listed: found.remove(&visit.article.get()),
                opened: presenter.full_moment(visit.at),
            })
            .collect(),
        page,
        pages,
    })
}

async fn find(
    connection: &mut AnyConnection,
    presenter: &Presenter<'_>,
    ids: &[ArticleId],
) -> Result<BTreeMap<i64, ListedArticle>, sqlx::Error> {
    let articles = gather(connection, presenter, ids).await?;
    Ok(articles
        .found
        .into_iter()
        .map(|article| (article.id, article))
        .collect())
}
