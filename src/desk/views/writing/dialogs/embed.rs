//! A post or video of another site.

use super::{
    address::{read_embed, words_of},
    field::{Field, on_submit},
};
use crate::{
    desk::views::writing::{state::Writing, surface::Surface},
    ui::{dialog::Dialog, settled::settled},
};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// Takes its address and says whose it is.
pub(super) fn embed(writing: Writing, surface: Surface) -> AnyView {
    let locale = writing.locale;
    let open = surface.dialogs.embed;
    settled(view! {
        <Dialog
            open
            title=Signal::stored(td_string!(locale, editor.embed_title).to_owned())
            class="narrow"
            locale
        >
            {content(writing, surface)}
        </Dialog>
    })
}

fn content(writing: Writing, surface: Surface) -> AnyView {
    let locale = writing.locale;
    let open = surface.dialogs.embed;
    let typed = RwSignal::new(String::new());
    let problem = RwSignal::new(None);
    Effect::new(move || {
        typed.track();
        problem.set(None);
    });
    let provider =
        Memo::new(move |_| typed.with(|typed| read_embed(typed).ok().map(|found| found.1)));
    let submit = on_submit(move || match read_embed(&typed.get_untracked()) {
        Ok((url, _)) => {
            if surface.run("embed", Some(&url)) {
                open.set(false);
            } else {
                problem.set(Some(td_string!(locale, editor.not_here).to_owned()));
            }
        }
        Err(wrong) => problem.set(Some(words_of(&wrong, locale))),
    });
    let field = Field {
        hint: td_string!(locale, editor.embed_hint),
        keyboard: "url",
        problem: problem.into(),
        first: true,
        ..Field::new(
            "embed-address",
            td_string!(locale, editor.embed_address),
            typed,
        )
    };
    let found = move || {
        provider
            .get()
            .map(|provider| td_string!(locale, editor.embed_found, provider = provider))
    };
    settled(view! {
        <form class="form" novalidate on:submit=submit>
            {field.view()}
            <p class="status" role="status">{found}</p>
            <div class="ways">
                <button class="pill primary">{td_string!(locale, editor.put_in)}</button>
            </div>
        </form>
    })
}
