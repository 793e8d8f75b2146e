//! Lists that everybody may read who knows the address.

use super::{
    articles::gather,
    lists::change,
    model::{PublicLink, SharedList},
    public_id::PublicId,
    store::{self, SharedRecord, find_shared, find_state, share_list},
    taking::{random_bytes, shared_list},
};
use crate::{
    account::identity::Visit, error::AppError, language::Language, site::pages::Presenter,
};
use reading::{ArticleId, Change, Filter, ListId, ReadingLists, Sorting};
use sqlx::AnyConnection;

/// How many articles a page of a shared list holds.
const PAGE: usize = 30;

/// The page of a shared list.
pub fn href(language: Language, public_id: &str) -> String {
    format!("/{}/list/{public_id}", language.code())
}

/// Shares a list of whoever is signed in. One that is shared already keeps its address; one that was
/// shared once gets a new one.
///
/// # Errors
/// [`AppError::SignInNeeded`], [`AppError::NotFound`] when there is no such list, and when the database
/// fails.
pub async fn share(visit: &Visit, list: ListId) -> Result<PublicLink, AppError> {
    let person = visit.signed_in()?.person.id;
    let mut transaction = visit.state.database.write().await?;
    let (lists, _) = find_state(&mut transaction, person).await?;
    if !lists.has_list(list) {
        return Err(AppError::NotFound);
    }
    let new = PublicId::generate()?;
    let public_id = share_list(&mut transaction, person, list, &new, visit.now).await?;
    transaction.commit().await?;
    let presenter = Presenter::new(visit.language, &visit.state.configuration.site, visit.now);
    Ok(public_link(&presenter, public_id))
}

pub(super) fn public_link(presenter: &Presenter<'_>, public_id: String) -> PublicLink {
    PublicLink {
        url: presenter.absolute(&href(presenter.language, &public_id)),
        public_id,
    }
}

/// Shares a list no longer: its address says so from then on.
///
/// # Errors
/// [`AppError::SignInNeeded`], and when the database fails.
pub async fn stop_sharing(visit: &Visit, list: ListId) -> Result<(), AppError> {
    let person = visit.signed_in()?.person.id;
    let mut transaction = visit.state.database.write().await?;
    store::stop_sharing(&mut transaction, person, list, visit.now).await?;
    transaction.commit().await?;
    Ok(())
}

/// A page of a shared list; `from` articles come before it.
///
/// # Errors
/// [`AppError::NotFound`] where no list ever was, [`AppError::NotShared`] where one was, and when the
/// database fails.
pub async fn read_shared(
    connection: &mut AnyConnection,
    presenter: &Presenter<'_>,
    public_id: &str,
    from: usize,
) -> Result<SharedList, AppError> {
    let (public_id, record) = open_shared(connection, public_id).await?;
    let SharedRecord {
        list, owner, lists, ..
    } = record;
    let entries = lists.articles(list, Sorting::Own, Filter::All);
    let ids: Vec<ArticleId> = entries
        .iter()
        .skip(from)
        .take(PAGE)
        .map(|entry| entry.article)
        .collect();
    let articles = gather(connection, presenter, &ids).await?.found;
    let (name, description) = name_of(&lists, list);
    let href = href(presenter.language, public_id.as_str());
    let next = from.saturating_add(PAGE);
    Ok(SharedList {
        feed: format!("{href}/feed.xml"),
        href,
        public_id: public_id.to_string(),
        name,
        description,
        owner,
        count: entries.len(),
        changed: changed_at(&lists, list).map(|at| presenter.full_moment(at)),
        articles,
        next: (next < entries.len()).then_some(next),
    })
}

/// The articles of a shared list that were put into it last, each with the moment (milliseconds UTC),
/// the newest first; and the list's name.
///
/// # Errors
/// As [`read_shared`].
pub async fn read_newest(
    connection: &mut AnyConnection,
    presenter: &Presenter<'_>,
    public_id: &str,
    limit: usize,
) -> Result<NewestOfList, AppError> {
    let (public_id, SharedRecord { list, lists, .. }) = open_shared(connection, public_id).await?;
    let mut entries = lists.articles(list, Sorting::NewestSaved, Filter::All);
    entries.truncate(limit);
    let ids: Vec<ArticleId> = entries.iter().map(|entry| entry.article).collect();
    let articles = gather(connection, presenter, &ids).await?.found;
    let (name, description) = name_of(&lists, list);
    Ok(NewestOfList {
        href: href(presenter.language, public_id.as_str()),
        name,
        description,
        articles: articles
            .into_iter()
            .filter_map(|article| {
                let entry = entries
                    .iter()
                    .find(|entry| entry.article.get() == article.id)?;
                Some((entry.saved_at, article))
            })
            .collect(),
    })
}

/// What a feed says of a shared list.
#[derive(Clone, Debug)]
pub struct NewestOfList {
    /// The address of its page.
    pub href: String,
    /// Its name; None for the list that everybody has until it is named.
    pub name: Option<String>,
    /// What it is about; may be empty.
    pub description: String,
    /// The articles, each with the moment when it was put into the list (milliseconds UTC).
    pub articles: Vec<(i64, super::model::ListedArticle)>,
}

/// Copies a shared list into a new one of whoever is signed in. `name` is for a list that has none.
///
/// # Errors
/// As [`read_shared`]; [`AppError::SignInNeeded`]; [`AppError::Invalid`] when there would be too many
/// lists or articles: nothing is copied then.
pub async fn copy_shared(visit: &Visit, public_id: &str, name: &str) -> Result<ListId, AppError> {
    visit.signed_in()?;
    let mut connection = visit.state.database.read().await?;
    let (_, SharedRecord { list, lists, .. }) = open_shared(&mut connection, public_id).await?;
    drop(connection);
    let articles: Vec<(ArticleId, Option<i64>)> = lists
        .articles(list, Sorting::Own, Filter::All)
        .into_iter()
        .map(|entry| (entry.article, None))
        .collect();
    let (own_name, description) = name_of(&lists, list);
    let name = own_name.unwrap_or_else(|| name.to_owned());
    let copy = ListId::from_random(random_bytes()?);
    change(visit, |own| {
        let mut changes = own.make_list(copy, name.clone());
        if !description.is_empty() {
            changes.push(Change::DescribeList {
                list: copy,
                text: description.clone(),
            });
        }
        changes.extend(own.save_many(copy, &articles));
        changes
    })
    .await?;
    Ok(copy)
}

async fn open_shared(
    connection: &mut AnyConnection,
    public_id: &str,
) -> Result<(PublicId, SharedRecord), AppError> {
    let public_id = PublicId::parse(public_id).ok_or(AppError::NotFound)?;
    let record = find_shared(connection, &public_id)
        .await?
        .ok_or(AppError::NotFound)?;
    if !record.is_shared {
        return Err(AppError::NotShared);
    }
    Ok((public_id, record))
}

fn name_of(lists: &ReadingLists, list: ListId) -> (Option<String>, String) {
    lists
        .lists()
        .into_iter()
        .find(|summary| summary.id == list)
        .map(|summary| (summary.name, summary.description))
        .unwrap_or_default()
}

/// When something was done to the list last, in milliseconds UTC.
fn changed_at(lists: &ReadingLists, list: ListId) -> Option<i64> {
    lists
        .to_operations()
        .iter()
        .rfind(|operation| shared_list(&operation.change) == Some(list))
        .map(|operation| operation.time.wall)
}
