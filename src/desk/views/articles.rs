//! The list of articles.

mod filters;
mod keys;
mod rows;
#[cfg(feature = "hydrate")]
mod watch;

use super::beginning::Beginning;
use crate::{
    Locale,
    desk::model::{ArticlesPage, Begin},
    language::Language,
    ui::{dialog::Dialog, settled::settled},
};
use leptos::prelude::*;
use leptos_i18n::td_string;
use std::collections::HashMap;

/// What the list learns after it was shown. Copies share it.
#[derive(Clone, Copy)]
struct Lately {
    /// Who has which article open, by its id.
    present: RwSignal<HashMap<i64, Vec<String>>>,
    /// Articles of which this device holds text that the server does not have.
    waiting: RwSignal<Vec<i64>>,
}

/// Filters, the list, and beginning an article. `module` is the address of the module with the
/// journal of this device; it is loaded only where there is such a journal.
pub(super) fn articles(
    page: ArticlesPage,
    front: String,
    module: Signal<String>,
    locale: Locale,
) -> AnyView {
    let lately = Lately {
        present: RwSignal::new(
            page.rows
                .iter()
                .map(|row| (row.id, row.present.clone()))
                .collect(),
        ),
        waiting: RwSignal::new(Vec::new()),
    };
    let beginning = Beginning::new(front.clone(), locale);
    let language = RwSignal::new(language_to_begin_in(&front, &page.languages));
    let begin = Callback::new(move |()| beginning.start(language.get_untracked(), Begin::Empty));
    let keys_shown = RwSignal::new(false);
    let may_write = page.may_write;
    #[cfg(feature = "hydrate")]
    {
        watch::follow(lately, module, page.person);
        watch::listen_to_keys(may_write.then_some(begin), keys_shown);
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = module;

    let is_filtered = filters::is_filtered(&page.filter);
    let begin_button = may_write.then(|| {
        let choice =
            (page.languages.len() > 1).then(|| choose_language(&page.languages, language, locale));
        settled(view! {
            <div class="begin needs-script">
                {choice}
                <button
                    type="button"
                    class="pill primary"
                    aria-keyshortcuts="n"
                    aria-disabled=move || beginning.is_busy().then_some("true")
                    on:click=move |_| begin.run(())
                >
                    {td_string!(locale, articles.new_article)}
                </button>
            </div>
            {beginning.problem()}
        })
    });
    let languages = page.languages.clone();
    let list = if page.rows.is_empty() {
        empty(is_filtered, may_write, &front, locale)
    } else {
        rows::table(page.rows, languages, may_write, lately, beginning, locale)
    };
    let way = |href: Option<String>, rel: &'static str, words: &'static str| {
        href.map(|href| view! { <a class="pill" href=href rel=rel>{words}</a> })
    };
    let newest = way(page.newest, "prev", td_string!(locale, articles.newest));
    let older = way(page.older, "next", td_string!(locale, articles.older));
    settled(view! {
        <div class="articles-head">
            {begin_button}
            {filters::filters(page.filter, page.languages, page.sections, &front, locale)}
        </div>
        {list}
        <nav class="ways" aria-label=td_string!(locale, articles.pages)>{newest} {older}</nav>
        <p class="keys-hint needs-script">
            <button type="button" class="pill" on:click=move |_| keys_shown.set(true)>
                {td_string!(locale, articles.keys)}
            </button>
        </p>
        <Dialog open=keys_shown title=td_string!(locale, articles.keys).to_owned() locale>
            {keys::list(may_write, locale)}
        </Dialog>
    })
}

/// The language of the page, if the paper publishes in it.
fn language_to_begin_in(front: &str, languages: &[Language]) -> Language {
    Language::parse(front.trim_start_matches('/'))
        .filter(|language| languages.contains(language))
        .or_else(|| languages.first().copied())
        .unwrap_or(Language::ALL[0])
}

fn choose_language(languages: &[Language], chosen: RwSignal<Language>, locale: Locale) -> AnyView {
    let options = languages
        .iter()
        .map(|&language| {
            view! {
                <option
                    value=language.code()
                    lang=language.code()
                    selected=chosen.get_untracked() == language
                >
                    {language.native_name()}
                </option>
            }
        })
        .collect_view();
    settled(view! {
        <label class="visually-hidden" for="begin-language">
            {td_string!(locale, articles.new_language)}
        </label>
        <select
            id="begin-language"
            autocomplete="off"
            on:change=move |event| {
                if let Some(language) = Language::parse(&event_target_value(&event)) {
                    chosen.set(language);
                }
            }
        >
            {options}
        </select>
    })
}

/// An empty list says what to do next.
fn empty(is_filtered: bool, may_write: bool, front: &str, locale: Locale) -> AnyView {
    let all = format!("{front}/desk/articles");
    if is_filtered {
        settled(view! {
            <div class="empty">
                <p>{td_string!(locale, articles.nothing_found)}</p>
                <p class="ways">
                    <a class="pill" href=all>{td_string!(locale, articles.show_all)}</a>
                </p>
            </div>
        })
    } else if may_write {
        settled(view! { <p class="empty">{td_string!(locale, articles.none_yet)}</p> })
    } else {
        settled(view! { <p class="empty">{td_string!(locale, articles.none)}</p> })
    }
}
