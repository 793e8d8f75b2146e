//! The part of the client that shows the newsroom. It is loaded with the first of its pages: not one
//! byte of it reaches readers.

use super::{
    model::Desk,
    views::{DeskView, DeskViewProps},
};
use crate::{Locale, site::model::Frame, ui::settled::settled};
use leptos::{lazy, prelude::*};

/// Shows a page of the newsroom, once its style sheet is there. `data` is [`Desk`] as JSON.
#[lazy]
pub async fn show_desk(data: String, frame: Frame, locale: Locale) -> AnyView {
    match serde_json::from_slice::<Desk>(data.as_bytes()) {
        Ok(desk) => {
            #[cfg(feature = "hydrate")]
            super::client::load_style(&desk.style).await;
            lasting(move || {
                DeskView(DeskViewProps {
                    desk,
                    frame,
                    locale,
                })
            })
        }
        // A newer server has told more than this client knows: the page itself is still the server's.
        Err(_) => settled(()),
    }
}

/// A view that lives until it is taken off the page.
///
/// The router ends everything that belongs to a page when the next one is asked for, and leaves the
/// dead page on the screen until that has come. Somebody goes on typing in between, and the last
/// words are saved when the page is really left.
#[cfg(feature = "hydrate")]
fn lasting<V: IntoView + 'static>(make: impl FnOnce() -> V) -> AnyView {
    use crate::ui::form::WhenTaken;
    use leptos::tachys::reactive_graph::OwnedView;
    let way = use_context::<WhenTaken>();
    let owner = Owner::new_root(Owner::current_shared_context());
    let view = owner.with(|| {
        if let Some(way) = way {
            provide_context(way);
        }
        settled(make().into_view())
    });
    settled(OwnedView::new_with_owner(view, owner))
}

#[cfg(not(feature = "hydrate"))]
fn lasting<V: IntoView + 'static>(make: impl FnOnce() -> V) -> AnyView {
    settled(make().into_view())
}

/// Loads the part, so that a page which the server has shown can be taken over at once.
#[cfg(feature = "hydrate")]
pub async fn preload() {
    __preload_show_desk().await;
}
