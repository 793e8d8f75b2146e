//! The queue: tabs, entries, deciding about many, keys.

use super::{Place, act, entry, words};
use crate::{
    comment::desk::model::{QueuePage, Tab},
    ui::{dialog::Dialog, settled::settled},
};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// The queue.
pub(super) fn queue(page: QueuePage, place: &Place) -> AnyView {
    let locale = place.locale;
    let keys_shown = RwSignal::new(false);
    let has_new = RwSignal::new(false);
    #[cfg(feature = "hydrate")]
    {
        let ids: Vec<i64> = page.entries.iter().map(|entry| entry.id).collect();
        super::keys::listen(ids, keys_shown);
        super::following::follow(&page, has_new, locale);
    }
    let tabs = Tab::ALL
        .iter()
        .map(|&tab| {
            let href = format!("{}?show={}", place.desk, tab.as_str());
            let here = (tab == page.tab).then_some("page");
            view! { <li><a href=href aria-current=here>{words::of_tab(tab, locale)}</a></li> }
        })
        .collect_view();
    let people = page
        .people
        .into_iter()
        .map(|(name, href)| view! { <li><a href=href>{name}</a></li> })
        .collect_view();
    let nobody = (!page.query.is_empty() && people.is_empty())
        .then(|| view! { <p class="quiet">{td_string!(locale, moderation.nobody)}</p> });
    let many = (!page.entries.is_empty()).then(|| {
        let content = settled(view! {
            <fieldset>
                <legend>{td_string!(locale, moderation.many)}</legend>
                <label class="check-all needs-script">
                    <input type="checkbox" id="select-all" autocomplete="off" on:change=select_all/>
                    {td_string!(locale, moderation.select_all)}
                </label>
                <div class="deeds">
                    {entry::button("approve", "a", td_string!(locale, moderation.approve))}
                    {entry::reason_and_note("decide-comments", ("comments", ""), "many", place)}
                    {entry::button("reject", "r", td_string!(locale, moderation.reject))}
                </div>
            </fieldset>
        });
        act::form_called("many", "decide-comments", Vec::new(), content, place)
    });
    let empty = page
        .entries
        .is_empty()
        .then(|| view! { <p class="empty">{td_string!(locale, moderation.empty)}</p> });
    let entries = page
        .entries
        .into_iter()
        .map(|comment| entry::entry(comment, place))
        .collect_view();
    let way = |href: Option<String>, rel: &'static str, words: &'static str| {
        href.map(|href| view! { <a class="pill" href=href rel=rel>{words}</a> })
    };
    let keys = [
        ("a", td_string!(locale, moderation.approve)),
        ("r", td_string!(locale, moderation.reject)),
        ("f", td_string!(locale, moderation.feature)),
        ("j", td_string!(locale, moderation.key_next)),
        ("k", td_string!(locale, moderation.key_previous)),
        ("x", td_string!(locale, moderation.key_select)),
        ("z", td_string!(locale, moderation.undo)),
        ("?", td_string!(locale, moderation.key_help)),
    ];
    let keys = move || {
        keys.map(|(key, words)| view! { <div><dt><kbd>{key}</kbd></dt> <dd>{words}</dd></div> })
            .collect_view()
    };
    let fresh = format!("{}?show={}", place.desk, page.tab.as_str());
    let new_ones = move || {
        has_new.get().then(|| {
            view! {
                <a class="pill" rel="external" href=fresh.clone()>
                    {td_string!(locale, moderation.new_ones)}
                </a>
            }
        })
    };
    settled(view! {
        <nav class="moderation-tabs" aria-label=td_string!(locale, moderation.queue)>
            <ul>{tabs}</ul>
        </nav>
        <form class="find-person" method="get" role="search">
            <label for="moderation-person">{td_string!(locale, moderation.find_person)}</label>
            <input id="moderation-person" type="search" name="q" value=page.query autocomplete="off"/>
            <button class="pill" type="submit">{td_string!(locale, moderation.find)}</button>
        </form>
        {nobody}
        <ul class="found">{people}</ul>
        <p role="status" id="moderation-news">{new_ones}</p>
        {many}
        {empty}
        <div class="entries">{entries}</div>
        <nav class="ways" aria-label=td_string!(locale, articles.pages)>
            {way(page.first, "prev", td_string!(locale, moderation.first))}
            {way(page.more, "next", td_string!(locale, moderation.more))}
        </nav>
        <p class="hands needs-script">
            <button type="button" class="pill" data-key="j" id="go-next">
                {td_string!(locale, moderation.key_next)}
            </button>
            <button type="button" class="pill" data-key="k" id="go-previous">
                {td_string!(locale, moderation.key_previous)}
            </button>
            <button
                type="button"
                class="pill"
                aria-keyshortcuts="?"
                on:click=move |_| keys_shown.set(true)
            >
                {td_string!(locale, moderation.keys)}
            </button>
        </p>
        <Dialog open=keys_shown title=td_string!(locale, moderation.keys).to_owned() locale>
            <dl class="keys">{keys()}</dl>
        </Dialog>
    })
}

fn select_all(event: leptos::ev::Event) {
    #[cfg(feature = "hydrate")]
    super::keys::select_all(event_target_checked(&event));
    #[cfg(not(feature = "hydrate"))]
    let _ = event;
}
