//! What readers' pages show of the lists: the buttons, and the way to them. It is written out as text,
//! because it stands on every card and the client must be small; it is the same for everybody until the
//! page has been taken over, and what is marked in it then moves nothing.

mod button;
mod feed;
mod follow;
mod way;

pub use button::{CardMarks, SaveButton};
pub use feed::FeedPlace;
pub use follow::FollowButton;
pub use way::ListsWay;

use super::shelf::Shelf;
use crate::Locale;
use leptos::prelude::use_context;
use leptos_i18n::Locale as _;

/// A form that works without scripts too: there it is sent to the page of all lists, which leads back to
/// the page that it was sent from. `data-wish` makes it one for the lazy part. `words` is HTML.
fn write_form(
    class: &str,
    form: &str,
    fields: &[(&str, &str)],
    button: &str,
    locale: Locale,
) -> String {
    let locale = locale.as_str();
    let mut html =
        format!("<form class=\"{class}\" method=\"post\" action=\"/{locale}/lists\" data-wish>");
    let back = use_context::<Shelf>().map(|shelf| {
        use leptos::prelude::GetUntracked;
        shelf.address.get_untracked()
    });
    let back = back.as_deref().map(|back| ("back", back));
    for (name, value) in [("form", form)].iter().chain(fields).chain(&back) {
        html.push_str("<input type=\"hidden\" name=\"");
        html.push_str(name);
        html.push_str("\" value=\"");
        html.push_str(&escape(value));
        html.push_str("\">");
    }
    html.push_str(button);
    html.push_str("</form>");
    html
}

/// For text between tags and in quoted attributes (HTML Standard, 13.3).
fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('"', "&quot;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

#[cfg(feature = "ssr")]
#[cfg(test)]
mod tests;
