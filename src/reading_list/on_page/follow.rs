//! Following an author, a section or a tag from its page.

use super::{escape, write_form};
use crate::Locale;
use leptos::prelude::*;
use leptos_i18n::td_string;
use reading::Topic;

/// The button. What is followed already is known to scripts only, so that the page is the same for
/// everybody. Both words lie in the same place, so that the one that is shown moves nothing.
#[component]
pub fn FollowButton(
    /// What the page is of.
    topic: Topic,
    locale: Locale,
) -> impl IntoView {
    let follow = escape(td_string!(locale, reading_list.follow));
    let followed = escape(td_string!(locale, reading_list.followed));
    let button = format!(
        "<button class=\"pill\" aria-pressed=\"false\"><span class=\"words\">\
         <span class=\"save\">{follow}</span><span class=\"saved\">{followed}</span></span></button>"
    );
    let (kind, id) = (topic.kind.to_string(), topic.id.to_string());
    let fields = [("kind", kind.as_str()), ("id", &id), ("followed", "yes")];
    let html = write_form("keep", "follow-topic", &fields, &button, locale);
    view! { <div class="follow" inner_html=html></div> }
}
