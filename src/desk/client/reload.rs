//! Loading a page of the newsroom once more without showing it anew.

use crate::{account::api::load_personal_page, desk::model::Desk, site::model::Page};

/// The page at an address as it is now. None when it does not come or is none of the newsroom.
pub async fn load_desk(address: String) -> Option<Desk> {
    match load_personal_page(address).await.ok()?.page {
        Page::Desk { data, .. } => serde_json::from_slice(data.as_bytes()).ok(),
        _ => None,
    }
}
