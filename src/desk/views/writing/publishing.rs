//! The bar over the article: how saving stands, and the way to readers.

mod checks;
mod decision;
mod deeds;

use super::{Flush, Writing, refresh::refresh, revisions::revisions};
use crate::{
    desk::{
        model::{Saved, Status},
        views::{asking::way, menu::menu, words},
    },
    language::Language,
    ui::settled::settled,
};
use decision::Decision;
use deeds::offered;
use leptos::{html, prelude::*};
use leptos_i18n::td_string;

/// The bar. `status` is the line that says how saving stands; `restored` takes an older revision that
/// was taken up again over to the screen.
pub fn bar(writing: Writing, flush: Flush, restored: Callback<Saved>, status: AnyView) -> AnyView {
    let locale = writing.locale;
    let decision = Decision::new(writing, flush);
    let revisions_open = RwSignal::new(false);
    let may_publish = writing.page.with_value(|page| page.may_publish);
    let offer = Memo::new(move |_| {
        let standing = writing.manuscript.with(|manuscript| manuscript.status);
        offered(
            standing,
            decision.has_changes(),
            writing.may_write.get(),
            may_publish,
        )
    });
    let buttons = move || {
        let offer = offer.get();
        offer
            .buttons
            .into_iter()
            .map(|deed| {
                let is_main = offer.main == Some(deed);
                view! {
                    <button
                        type="button"
                        class="pill"
                        class:primary=is_main
                        on:click=move |_| decision.begin(deed)
                    >
                        {deed.name(locale)}
                    </button>
                }
            })
            .collect_view()
    };
    let more_open = RwSignal::new(false);
    let more = move || {
        let deeds = offer.with(|offer| offer.menu.clone());
        (!deeds.is_empty()).then(|| {
            let content = move || {
                settled(
                    deeds
                        .iter()
                        .map(|&deed| {
                            view! {
                                <button
                                    type="button"
                                    on:click=move |_| {
                                        more_open.set(false);
                                        decision.begin(deed);
                                    }
                                >
                                    {deed.name(locale)}
                                </button>
                            }
                        })
                        .collect_view(),
                )
            };
            menu(
                td_string!(locale, articles.more),
                String::new(),
                more_open,
                content,
            )
        })
    };
    Effect::new(move |known: Option<u32>| {
        let stale = writing.stale.get();
        if known.is_some_and(|known| known != stale) {
            refresh(writing, || {});
        }
        stale
    });
    // Behind an open dialog nothing can be pressed: names are then found in the dialog only.
    let veiled = RwSignal::new(false);
    Effect::new(move || {
        if decision.open.get() || revisions_open.get() {
            request_animation_frame(move || {
                veiled.try_set(true);
            });
        } else {
            veiled.set(false);
        }
    });
    let place = NodeRef::<html::Div>::new();
    #[cfg(feature = "hydrate")]
    browser::tell_height(place, offer);
    settled(view! {
        <div class="writing-bar" node_ref=place>
            <div class="writing-bar-line">
                {standing(writing)}
                {status}
                {counts(writing)}
            </div>
            <div
                class="writing-bar-acts needs-script"
                role="group"
                aria-label=td_string!(locale, publishing.acts)
                aria-hidden=move || veiled.get().then_some("true")
            >
                {preview_button(writing, flush)}
                <button type="button" class="pill" on:click=move |_| revisions_open.set(true)>
                    {td_string!(locale, revisions.title)}
                </button>
                {buttons}
                {more}
            </div>
        </div>
        {decision.dialog()}
        {revisions(writing, flush, restored, revisions_open)}
    })
}

/// Where the article stands, and the way to where readers find it.
fn standing(writing: Writing) -> AnyView {
    let locale = writing.locale;
    let state = move || {
        let (standing, scheduled) = writing
            .manuscript
            .with(|manuscript| (manuscript.status, manuscript.scheduled.clone()));
        let scheduled = scheduled
            .filter(|_| standing == Status::Scheduled)
            .map(|moment| {
                view! {
                    <time datetime=moment.iso>
                        {td_string!(locale, articles.scheduled_for, when = moment.words)}
                    </time>
                }
            });
        view! { {words::status(standing, locale)} {scheduled} }
    };
    let link = move || {
        let (standing, href) = writing
            .manuscript
            .with(|manuscript| (manuscript.status, manuscript.href.clone()));
        href.filter(|_| standing == Status::Published).map(|href| {
            view! {
                <a href=href target="_blank" rel="external">
                    {td_string!(locale, publishing.on_site)}
                </a>
            }
        })
    };
    settled(view! { <p class="where">{state} {link}</p> })
}

/// Words a minute in each language, as `Document::reading_minutes` has them: the document itself is
/// not part of the browser's download.
fn words_a_minute(language: Language) -> u32 {
    match language {
        Language::English => 238,
        Language::Russian => 190,
        Language::Kazakh => 175,
    }
}

fn counts(writing: Writing) -> AnyView {
    let locale = writing.locale;
    let line = move || {
        let (words, characters) = writing.counts.get();
        let pace = words_a_minute(writing.manuscript.with(|manuscript| manuscript.language));
        let minutes = ((words + pace / 2) / pace).max(1);
        td_string!(
            locale,
            publishing.counts,
            words = words.to_string(),
            characters = characters.to_string(),
            minutes = minutes.to_string()
        )
    };
    settled(view! { <p class="counts">{line}</p> })
}

/// Saves, and goes to the preview.
fn preview_button(writing: Writing, flush: Flush) -> AnyView {
    let locale = writing.locale;
    let go = way();
    let open = move |_| {
        let id = writing
            .manuscript
            .with_untracked(|manuscript| manuscript.id);
        let to = format!("{}/desk/articles/{id}/preview", writing.front.get_value());
        flush.run(Callback::new(move |saved: Result<i64, ()>| match saved {
            Ok(_) => go.run(to.clone()),
            Err(()) => writing.tell(td_string!(locale, story.save_first)),
        }));
    };
    settled(view! {
        <button type="button" class="pill" on:click=open>
            {td_string!(locale, preview.title)}
        </button>
    })
}

#[cfg(feature = "hydrate")]
mod browser {
    use super::deeds::Offer;
    use leptos::{ev, html, prelude::*};
    use wasm_bindgen::JsCast;
    use web_sys::HtmlElement;

    /// Tells the style sheet how high the bar is, as `--bar-size` of the root: what else stays in
    /// sight stands under it.
    pub(super) fn tell_height(place: NodeRef<html::Div>, offer: Memo<Offer>) {
        let tell = move || {
            let root = document().document_element();
            let root = root.and_then(|root| root.dyn_into::<HtmlElement>().ok());
            if let (Some(place), Some(root)) = (place.try_get_untracked().flatten(), root) {
                let height = format!("{}px", place.offset_height());
                let _ = root.style().set_property("--bar-size", &height);
            }
        };
        Effect::new(move || {
            offer.track();
            if place.get().is_some() {
                request_animation_frame(tell);
            }
        });
        let resized = window_event_listener(ev::resize, move |_| tell());
        on_cleanup(move || resized.remove());
    }
}
