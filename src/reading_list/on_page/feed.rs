//! Where "My feed" stands on the front page.

use leptos::prelude::*;

/// An empty element, the same for everybody. The style sheet gives it room where the root element says
/// that something is followed, and the lazy part fills it.
#[component]
pub fn FeedPlace() -> impl IntoView {
    view! { <div class="my-feed" inner_html=""></div> }
}
