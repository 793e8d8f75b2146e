//! The server functions of people. Who may call which stands in `access.rs` and is checked before
//! they are called; those for administrators ask once more, by type.

mod entrance;
mod people;
mod profile;
mod protection;
mod recovery;

pub use entrance::*;
pub use people::*;
pub use profile::*;
pub use protection::*;
pub use recovery::*;

use super::model::Visitor;
use crate::{error::AppError, site::model::PageData};
use leptos::{server, server_fn::codec::GetUrl};

/// Reads a page of one person for whoever asks.
///
/// # Errors
/// [`AppError`], with its status as the response's.
#[server(prefix = "/fn", endpoint = "account/page", input = GetUrl)]
pub async fn load_personal_page(
    /// Path and query of the page.
    address: String,
) -> Result<PageData, AppError> {
    use super::{model::RefusedForm, pages::read_personal_page};
    use crate::reading_list::file::Outcome;
    let visit = visit()?;
    let refused = leptos::prelude::use_context::<RefusedForm>();
    let outcome = leptos::prelude::use_context::<Outcome>();
    let mut page = read_personal_page(&visit, &address, refused, outcome).await?;
    page.frame.build.clone_from(&visit.state.build);
    Ok(page)
}

/// Who is signed in, for the masthead of pages that are the same for everybody.
///
/// # Errors
/// When the database fails.
#[server(prefix = "/fn", endpoint = "account/visitor", input = GetUrl)]
pub async fn load_visitor() -> Result<Option<Visitor>, AppError> {
    Ok(super::pages::visitor(&visit()?))
}

#[cfg(feature = "ssr")]
fn visit() -> Result<super::identity::Visit, AppError> {
    leptos::prelude::use_context().ok_or_else(|| AppError::Failed(String::new()))
}
