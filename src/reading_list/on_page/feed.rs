//! Where "My feed" stands on the front page.

use leptos::prelude::*;

/// An empty element, the same for everybody. The style sheet gives it room where the root element says
/// that something is followed, and the lazy part fills it.
#[component]
pub fn FeedPlace() -> impl IntoView {
    let place = NodeRef::<leptos::html::Div>::new();
    #[cfg(feature = "hydrate")]
    {
        use crate::reading_list::shelf::{Shelf, Wish, reserve_feed};
        if let Some(shelf) = use_context::<Shelf>().filter(|_| reserve_feed()) {
            Effect::new(move || {
                if place.get().is_some() {
                    shelf.ask(Wish::ShowFeed);
                }
            });
        }
    }
    view! { <div class="my-feed" node_ref=place></div> }
}
