//! What forms do in the lists of whoever is signed in.

use super::{deed::Deed, lists::change, taking::random_bytes};
use crate::{
    account::{identity::Visit, model::Taken, next::Next},
    error::{AppError, Problem},
    language::Language,
};
use percent_encoding::{CONTROLS, utf8_percent_encode};
use reading::ListId;

/// The page of all lists.
pub fn lists_href(language: Language) -> String {
    format!("/{}/lists", language.code())
}

/// The page of a list.
pub fn list_href(language: Language, list: ListId) -> String {
    format!("{}/{list}", lists_href(language))
}

/// Does what a form says.
///
/// # Errors
/// [`AppError::SignInNeeded`]; [`AppError::Invalid`] with the field that was not accepted; when the
/// database fails.
pub async fn perform(
    visit: &Visit,
    form: &str,
    fields: &[(String, String)],
    back: &str,
) -> Result<Taken, AppError> {
    let deed = Deed::parse(form, fields).ok_or(AppError::NotFound)??;
    let new_list = ListId::from_random(random_bytes()?);
    change(visit, |lists| deed.changes(lists, new_list)).await?;
    Ok(match deed {
        Deed::MakeList { .. } => taken(visit, &list_href(visit.language, new_list)),
        _ => taken(visit, back),
    })
}

/// Where to go on: `back` if it is an address of this site, otherwise the page of all lists.
pub fn taken(visit: &Visit, back: &str) -> Taken {
    let to = match back {
        "" => lists_href(visit.language),
        // A browser may have sent letters of other alphabets as they are; a header takes none.
        back => {
            let next = Next::parse(back, visit.language);
            utf8_percent_encode(next.as_str(), CONTROLS).to_string()
        }
    };
    Taken { to }
}

/// A list that a form names.
///
/// # Errors
/// [`AppError::Invalid`] when it is no list's id.
pub fn parse_list(text: &str) -> Result<ListId, AppError> {
    text.parse()
        .map_err(|_| AppError::invalid("list", Problem::NotAChoice))
}
