//! Links by which people without an account see a preview.

use crate::{
    Locale,
    desk::{
        api::{SharePreview, WithdrawPreview},
        model::PreviewLink,
        views::{
            asking::{ask, refusal},
            focus::focus_on,
        },
    },
    ui::{copy::Copy, settled::settled},
};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// Making, listing and withdrawing links. A link itself is shown once: it is kept as a hash.
pub(super) fn links(manuscript: i64, links: Vec<PreviewLink>, locale: Locale) -> AnyView {
    let links = RwSignal::new(links);
    let made = RwSignal::new(None::<String>);
    let problem = RwSignal::new(String::new());
    let busy = RwSignal::new(false);
    let share = move |_| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        problem.set(String::new());
        ask(SharePreview { manuscript }, move |answer| {
            busy.try_set(false);
            match answer {
                Ok(mut link) => {
                    made.try_set(link.url.take());
                    links.try_update(|links| links.insert(0, link));
                    focus_on("#preview-link".to_owned());
                }
                Err(error) => {
                    problem.try_set(refusal(locale, &error));
                }
            }
        });
    };
    let withdraw = move |id: i64| {
        problem.set(String::new());
        ask(
            WithdrawPreview {
                manuscript,
                link: id,
            },
            move |answer| match answer {
                Ok(()) => {
                    links.try_update(|links| links.retain(|link| link.id != id));
                    made.try_set(None);
                    focus_on("#preview-share".to_owned());
                }
                Err(error) => {
                    problem.try_set(refusal(locale, &error));
                }
            },
        );
    };
    let fresh = move || {
        made.get().map(|url| {
            let shown = url.clone();
            view! {
                <div class="field">
                    <label for="preview-link">{td_string!(locale, preview.link)}</label>
                    <input id="preview-link" type="text" readonly value=shown aria-describedby="preview-link-hint"/>
                    <p class="hint" id="preview-link-hint">{td_string!(locale, preview.once)}</p>
                    <Copy text=url locale/>
                </div>
            }
        })
    };
    let lines = move || {
        links
            .get()
            .into_iter()
            .map(|link| {
                let id = link.id;
                let about = link.created.words.clone();
                view! {
                    <li>
                        <p class="meta">
                            <span>{link.person}</span>
                            <time datetime=link.created.iso>{link.created.words}</time>
                            <time datetime=link.expires.iso>
                                {td_string!(locale, preview.expires, when = link.expires.words)}
                            </time>
                        </p>
                        <button type="button" class="pill" on:click=move |_| withdraw(id)>
                            {td_string!(locale, preview.withdraw)}
                            <span class="visually-hidden">{format!(" ({about})")}</span>
                        </button>
                    </li>
                }
            })
            .collect_view()
    };
    let none = move || {
        links
            .with(Vec::is_empty)
            .then(|| view! { <p class="quiet">{td_string!(locale, preview.no_links)}</p> })
    };
    settled(view! {
        <section class="preview-links" aria-labelledby="preview-links-title">
            <h2 id="preview-links-title">{td_string!(locale, preview.links)}</h2>
            <p class="hint">{td_string!(locale, preview.share_text)}</p>
            <div class="acts needs-script">
                <button
                    type="button"
                    id="preview-share"
                    class="pill primary"
                    aria-disabled=move || busy.get().then_some("true")
                    on:click=share
                >
                    {td_string!(locale, preview.share)}
                </button>
            </div>
            {fresh}
            <p class="problem" role="alert">{move || problem.get()}</p>
            <ul class="entries">{lines}</ul>
            {none}
        </section>
    })
}
