//! From an address to a page of the newsroom.

mod articles;
mod preview;
mod writing;

use super::model::{Colleague, Desk, DeskPage};
use crate::{
    account::{access::Action, identity::Visit, model::RefusedForm},
    comment::desk::pages::read_moderation_page,
    error::AppError,
    site::{model::Page, pages::Presenter},
};
use leptos_i18n::td_string;
use sqlx::AnyConnection;

/// Reads the page at what follows the language in an address, for whoever asks; None when it is no
/// page of this room. `parameter` gives the parameters of the query, empty ones for those not there;
/// `refused` is a form that was sent to the page and not taken.
/// That whoever asks may see such pages at all has been checked; what of them, is checked here.
///
/// # Errors
/// When there is no such page, it is not for whoever asks, or the database fails.
pub async fn read_desk_page(
    visit: &Visit,
    connection: &mut AnyConnection,
    presenter: &Presenter<'_>,
    path: &str,
    parameter: &(dyn Fn(&str) -> String + Sync),
    refused: Option<RefusedForm>,
) -> Result<Option<(Page, String)>, AppError> {
    let segments: Vec<&str> = path.trim_start_matches('/').split('/').collect();
    let (page, title): (DeskPage, String) = match segments.as_slice() {
        ["desk", "articles"] => {
            let page =
                articles::read_articles_page(visit, connection, presenter, parameter).await?;
            let title = td_string!(presenter.locale(), articles.title).to_owned();
            (DeskPage::Articles(Box::new(page)), title)
        }
        ["desk", "articles", id] => {
            let page = writing::read_writing_page(visit, connection, presenter, id).await?;
            let title = match page.fields.headline.trim() {
                "" => td_string!(presenter.locale(), articles.title).to_owned(),
                headline => headline.to_owned(),
            };
            (DeskPage::Writing(Box::new(page)), title)
        }
        ["desk", "articles", id, "preview"] => {
            preview::read_preview_page(visit, connection, presenter, id).await?
        }
        ["desk", "articles", id, "page"] => {
            let page = preview::read_own_page(visit, connection, presenter, id).await?;
            return Ok(Some((page, String::new())));
        }
        ["desk", "comments", rest @ ..] => {
            let found =
                read_moderation_page(visit, connection, presenter, rest, parameter, refused)
                    .await?;
            let Some((page, title)) = found else {
                return Ok(None);
            };
            (DeskPage::Moderation(Box::new(page)), title)
        }
        ["preview"] => {
            let token = parameter("token");
            let page = preview::read_shared_page(connection, presenter, &token).await?;
            return Ok(Some((page, String::new())));
        }
        _ => return Ok(None),
    };
    Ok(Some((in_frame(visit, page, title.clone())?, title)))
}

fn in_frame(visit: &Visit, page: DeskPage, title: String) -> Result<Page, AppError> {
    let person = &visit.signed_in()?.person;
    let desk = Desk {
        title: title.clone(),
        person: Colleague {
            id: person.id,
            name: person.name.clone(),
        },
        writes: visit.may(Action::WriteOwnDrafts),
        moderates: visit.may(Action::Moderate),
        administers: visit.may(Action::Administer),
        style: visit.state.desk_files.style.clone(),
        surface: visit.state.desk_files.surface.clone(),
        page,
    };
    let data = serde_json::to_string(&desk).map_err(|error| AppError::failed(&error))?;
    Ok(Page::Desk { title, data })
}
