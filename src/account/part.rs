//! The part of the client that shows pages of one person. It is loaded with the first of them:
//! readers do not carry it.

use super::{
    model::Personal,
    views::{PersonalView, PersonalViewProps},
};
use crate::{Locale, ui::settled::settled};
use leptos::{lazy, prelude::*};

/// Shows a page of one person. `data` is [`Personal`] as JSON, `front` the front page's address.
#[lazy]
pub fn show_personal(data: String, front: String, locale: Locale) -> AnyView {
    match serde_json::from_slice::<Personal>(data.as_bytes()) {
        Ok(personal) => settled(PersonalView(PersonalViewProps {
            personal,
            front,
            locale,
        })),
        // A newer server has told more than this client knows: the page itself is still the server's.
        Err(_) => settled(()),
    }
}

/// Loads the part, so that a page which the server has shown can be taken over at once.
#[cfg(feature = "hydrate")]
pub async fn preload() {
    __preload_show_personal().await;
}
