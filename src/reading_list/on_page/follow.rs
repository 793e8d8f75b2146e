//! Following an author, a section or a tag from its page.

use crate::{Locale, reading_list::shelf::Shelf};
use leptos::prelude::*;
use leptos_i18n::{Locale as _, td_string};
use reading::Topic;

/// The button: a form of its own, so that signed-in readers follow without JavaScript. What is followed
/// already is known to scripts only, so that the page is the same for everybody.
#[component]
pub fn FollowButton(
    /// What the page is of.
    topic: Topic,
    locale: Locale,
) -> impl IntoView {
    let shelf = use_context::<Shelf>();
    let is_followed = move || {
        shelf.is_some_and(|shelf| shelf.followed.with(|followed| followed.contains(&topic)))
    };
    let back = shelf.map(|shelf| shelf.address.get_untracked());
    let follow = move |event: leptos::ev::MouseEvent| {
        if let Some(shelf) = shelf {
            event.prevent_default();
            shelf.follow(topic);
        }
    };
    let words = move || {
        if is_followed() {
            td_string!(locale, reading_list.followed)
        } else {
            td_string!(locale, reading_list.follow)
        }
    };
    view! {
        <form class="follow" method="post" action=format!("/{}/lists", locale.as_str())>
            <input type="hidden" name="form" value="follow-topic"/>
            <input type="hidden" name="kind" value=topic.kind.to_string()/>
            <input type="hidden" name="id" value=topic.id.to_string()/>
            <input type="hidden" name="followed" value="yes"/>
            <input type="hidden" name="back" value=back/>
            <button
                class="pill"
                aria-pressed=move || if is_followed() { "true" } else { "false" }
                on:click=follow
            >
                {words}
            </button>
        </form>
    }
}
