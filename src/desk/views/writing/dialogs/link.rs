//! Where a link leads.

use super::{
    address::{read_link, words_of},
    field::{Field, on_submit},
};
use crate::{
    desk::views::writing::{state::Writing, surface::Surface},
    ui::{dialog::Dialog, settled::settled},
};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// Sets, changes or removes the link at the cursor.
pub(super) fn link(writing: Writing, surface: Surface) -> AnyView {
    let locale = writing.locale;
    let open = surface.dialogs.link;
    settled(view! {
        <Dialog
            open
            title=Signal::stored(td_string!(locale, editor.link).to_owned())
            class="narrow"
            locale
        >
            {content(writing, surface)}
        </Dialog>
    })
}

fn content(writing: Writing, surface: Surface) -> AnyView {
    let locale = writing.locale;
    let open = surface.dialogs.link;
    let before = surface
        .selection
        .with_untracked(|selection| selection.link.clone());
    let typed = RwSignal::new(before.clone().unwrap_or_default());
    let problem = RwSignal::new(None);
    Effect::new(move || {
        typed.track();
        problem.set(None);
    });
    let good = Memo::new(move |_| typed.with(|typed| read_link(typed).ok()));
    let submit = on_submit(move || match read_link(&typed.get_untracked()) {
        Ok(href) => {
            if set(surface, &href) {
                open.set(false);
            } else {
                problem.set(Some(td_string!(locale, editor.not_here).to_owned()));
            }
        }
        Err(wrong) => problem.set(Some(words_of(&wrong, locale))),
    });
    let field = Field {
        hint: td_string!(locale, editor.link_hint),
        keyboard: "url",
        problem: problem.into(),
        first: true,
        ..Field::new(
            "link-address",
            td_string!(locale, editor.link_address),
            typed,
        )
    };
    let visit = move || {
        good.get().map(|href| {
            view! {
                <a class="pill" href=href target="_blank" rel="external noopener">
                    {td_string!(locale, editor.link_open)}
                </a>
            }
        })
    };
    let remove = before.map(|_| {
        let remove = move |_| {
            set(surface, "");
            open.set(false);
        };
        view! {
            <button type="button" class="pill" on:click=remove>
                {td_string!(locale, editor.link_remove)}
            </button>
        }
    });
    settled(view! {
        <form class="form" novalidate on:submit=submit>
            {field.view()}
            <div class="ways">
                <button class="pill primary">{td_string!(locale, editor.apply)}</button>
                {visit}
                {remove}
            </div>
        </form>
    })
}

fn set(surface: Surface, href: &str) -> bool {
    let argument = serde_json::json!({ "href": href, "title": null });
    surface.run("link", Some(&argument.to_string()))
}
