//! Forms of the pages of reading lists: a button each, and what it is about.

use super::Room;
use crate::ui::settled::settled;
use leptos::prelude::*;

/// What a form sends and nobody sees.
pub(super) type Sent = Vec<(&'static str, String)>;

/// A form that is one button.
pub(super) struct Act {
    /// The last part of its server function's path.
    pub form: &'static str,
    /// What is sent.
    pub sent: Sent,
    /// What the button says.
    pub label: &'static str,
    /// Its id; it keeps the focus when the page changes around it.
    pub id: String,
    /// The id of what says which of several things it is about; may be empty.
    pub about: String,
}

/// Such a form. It leads back to the page.
pub(super) fn act(act: Act, room: Room) -> AnyView {
    let Act {
        form,
        sent,
        label,
        id,
        about,
    } = act;
    let about = (!about.is_empty()).then_some(about);
    let button = settled(view! {
        <button type="submit" class="pill" id=id aria-describedby=about>
            {label}
        </button>
    });
    sending(form, "act", sent, button, room)
}

/// A form with parts that are seen.
pub(super) fn sending(
    form: &'static str,
    class: &'static str,
    sent: Sent,
    parts: AnyView,
    room: Room,
) -> AnyView {
    let hidden = sent
        .into_iter()
        .map(|(name, value)| settled(view! { <input type="hidden" name=name value=value/> }))
        .collect_view();
    let back = room.here.get_value();
    settled(view! {
        <form class=class method="post" action=room.lists()>
            <input type="hidden" name="form" value=form/>
            <input type="hidden" name="back" value=back/>
            {hidden}
            {parts}
        </form>
    })
}
