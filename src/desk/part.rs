//! The part of the client that shows the newsroom. It is loaded with the first of its pages: not one
//! byte of it reaches readers.

use super::{
    model::Desk,
    views::{DeskView, DeskViewProps},
};
use crate::{Locale, site::model::Frame, ui::settled::settled};
use leptos::{lazy, prelude::*};

/// Shows a page of the newsroom. `data` is [`Desk`] as JSON.
#[lazy]
pub fn show_desk(data: String, frame: Frame, locale: Locale) -> AnyView {
    match serde_json::from_slice::<Desk>(data.as_bytes()) {
        Ok(desk) => settled(DeskView(DeskViewProps {
            desk,
            frame,
            locale,
        })),
        // A newer server has told more than this client knows: the page itself is still the server's.
        Err(_) => settled(()),
    }
}

/// Loads the part, so that a page which the server has shown can be taken over at once.
#[cfg(feature = "hydrate")]
pub async fn preload() {
    __preload_show_desk().await;
}

/// Loads the style sheet of the desk, unless it is there: a page is not shown before.
#[cfg(feature = "hydrate")]
pub async fn load_style(href: String) {
    super::client::load_style(&href).await;
}
