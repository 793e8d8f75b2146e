//! The forms of sharing a list and of editing one together.

use crate::{account::model::Taken, error::AppError};
use leptos::server;

/// Shares a list with everybody who knows its address.
///
/// # Errors
/// When nobody is signed in, there is no such list, or the database fails.
#[server(prefix = "/fn", endpoint = "reading-list/open-list")]
pub async fn open_list(
    /// The list.
    #[server(default)]
    list: String,
    /// Where to go on.
    #[server(default)]
    back: String,
) -> Result<Taken, AppError> {
    use crate::reading_list::{
        sharing::share,
        writing::{parse_list, taken},
    };
    let visit = super::super::visit()?;
    share(&visit, parse_list(&list)?).await?;
    Ok(taken(&visit, &back))
}

/// Shares it no longer.
///
/// # Errors
/// When nobody is signed in, or the database fails.
#[server(prefix = "/fn", endpoint = "reading-list/close-list")]
pub async fn close_list(
    /// The list.
    #[server(default)]
    list: String,
    /// Where to go on.
    #[server(default)]
    back: String,
) -> Result<Taken, AppError> {
    use crate::reading_list::{
        sharing,
        writing::{parse_list, taken},
    };
    let visit = super::super::visit()?;
    sharing::stop_sharing(&visit, parse_list(&list)?).await?;
    Ok(taken(&visit, &back))
}

/// Copies a shared list into a new one of one's own, and goes to it.
///
/// # Errors
/// When nobody is signed in, the list is not shared, there would be too much, or the database fails.
#[server(prefix = "/fn", endpoint = "reading-list/take-copy")]
pub async fn take_copy(
    /// What stands for the list in its address.
    #[server(default)]
    public_id: String,
) -> Result<Taken, AppError> {
    use crate::{
        Locale,
        reading_list::{
            sharing::copy_shared,
            writing::{list_href, taken},
        },
    };
    use leptos_i18n::td_string;
    let visit = super::super::visit()?;
    // The list that everybody has is called so in every language until somebody names it.
    let name = td_string!(Locale::from(visit.language), reading_list.later);
    let copy = copy_shared(&visit, &public_id, name).await?;
    Ok(taken(&visit, &list_href(visit.language, copy)))
}

/// Withdraws a link that invites to edit a list.
///
/// # Errors
/// When nobody is signed in, the link is not theirs, or the database fails.
#[server(prefix = "/fn", endpoint = "reading-list/cancel-invitation")]
pub async fn cancel_invitation(
    /// The link's id.
    #[server(default)]
    invitation: i64,
    /// Where to go on.
    #[server(default)]
    back: String,
) -> Result<Taken, AppError> {
    use crate::reading_list::{editing, writing::taken};
    let visit = super::super::visit()?;
    editing::withdraw_invitation(&visit, invitation).await?;
    Ok(taken(&visit, &back))
}

/// Takes up an invitation, and goes to the list.
///
/// # Errors
/// When nobody is signed in, the link is spent, there would be too much, or the database fails.
#[server(prefix = "/fn", endpoint = "reading-list/take-part")]
pub async fn take_part(
    /// The token in the link.
    #[server(default)]
    token: String,
) -> Result<Taken, AppError> {
    use crate::reading_list::{
        editing::join,
        writing::{list_href, taken},
    };
    let visit = super::super::visit()?;
    let list = join(&visit, &token).await?;
    Ok(taken(&visit, &list_href(visit.language, list)))
}

/// Edits a list no longer; a copy of it stays.
///
/// # Errors
/// When nobody is signed in, or the database fails.
#[server(prefix = "/fn", endpoint = "reading-list/leave-editors")]
pub async fn leave_editors(
    /// The list.
    #[server(default)]
    list: String,
    /// Where to go on.
    #[server(default)]
    back: String,
) -> Result<Taken, AppError> {
    use crate::reading_list::{
        editing::leave,
        writing::{parse_list, taken},
    };
    let visit = super::super::visit()?;
    leave(&visit, parse_list(&list)?).await?;
    Ok(taken(&visit, &back))
}

/// Takes somebody out of those who edit one's list.
///
/// # Errors
/// When nobody is signed in, they do not edit it, or the database fails.
#[server(prefix = "/fn", endpoint = "reading-list/dismiss-editor")]
pub async fn dismiss_editor(
    /// The list.
    #[server(default)]
    list: String,
    /// Whom.
    #[server(default)]
    person: i64,
    /// Where to go on.
    #[server(default)]
    back: String,
) -> Result<Taken, AppError> {
    use crate::reading_list::{
        editing,
        writing::{parse_list, taken},
    };
    let visit = super::super::visit()?;
    editing::remove_editor(&visit, parse_list(&list)?, person).await?;
    Ok(taken(&visit, &back))
}
