//! Which articles the list shows: a form that works without scripts.

use crate::{
    Locale,
    desk::{
        api::FindAuthors,
        model::{ArticlesFilter, Choice, Status},
        views::{asking::ask, finder::Finder, words},
    },
    language::Language,
    ui::settled::settled,
};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// Whether a filter leaves anything out.
pub(super) fn is_filtered(filter: &ArticlesFilter) -> bool {
    *filter != ArticlesFilter::default()
}

/// The form.
pub(super) fn filters(
    filter: ArticlesFilter,
    languages: Vec<Language>,
    sections: Vec<Choice>,
    front: &str,
    locale: Locale,
) -> AnyView {
    let is_filtered = is_filtered(&filter);
    // On a phone the list comes first; what narrows it is shown there when it does.
    let narrowed = ArticlesFilter {
        words: String::new(),
        ..filter.clone()
    } != ArticlesFilter::default();
    let action = format!("{front}/desk/articles");
    let reset = is_filtered.then(|| {
        view! { <a class="pill" href=action.clone()>{td_string!(locale, articles.show_all)}</a> }
    });
    let any = || (String::new(), td_string!(locale, articles.any).to_owned());
    let statuses = std::iter::once(any())
        .chain(Status::ALL.into_iter().map(|status| {
            (
                status.as_str().to_owned(),
                words::of_status(status, locale).to_owned(),
            )
        }))
        .collect();
    let tongues = std::iter::once(any())
        .chain(languages.iter().map(|language| {
            (
                language.code().to_owned(),
                language.native_name().to_owned(),
            )
        }))
        .collect();
    let parts = std::iter::once(any())
        .chain(
            sections
                .into_iter()
                .map(|section| (section.id.to_string(), section.name)),
        )
        .collect();
    let language = filter
        .language
        .or_else(|| Language::parse(front.trim_start_matches('/')));
    settled(view! {
        <form class="filters" method="get" action=action role="search">
            <div class="field">
                <label for="articles-words">{td_string!(locale, articles.search)}</label>
                <input
                    id="articles-words"
                    type="search"
                    name="q"
                    value=filter.words
                    autocomplete="off"
                    aria-keyshortcuts="/"
                />
            </div>
            <details class="filters-more" open=narrowed>
                <summary class="pill">{td_string!(locale, articles.filters)}</summary>
            {select("status", td_string!(locale, articles.status), statuses, filter.status.map(Status::as_str).unwrap_or_default())}
            {select("language", td_string!(locale, language), tongues, filter.language.map(Language::code).unwrap_or_default())}
            {select("section", td_string!(locale, story.section), parts, &filter.section.map(|id| id.to_string()).unwrap_or_default())}
            {author(filter.author, language.unwrap_or(Language::ALL[0]), locale)}
            <label class="check">
                <input type="checkbox" name="mine" value="1" checked=filter.mine/>
                <span>{td_string!(locale, articles.mine)}</span>
            </label>
            </details>
            <div class="filters-acts">
                <button class="pill" type="submit">{td_string!(locale, articles.show)}</button>
                {reset}
            </div>
        </form>
    })
}

fn select(
    name: &'static str,
    label: &'static str,
    options: Vec<(String, String)>,
    chosen: &str,
) -> AnyView {
    let id = format!("articles-{name}");
    let options = options
        .into_iter()
        .map(|(value, words)| {
            let selected = value == chosen;
            view! { <option value=value selected=selected>{words}</option> }
        })
        .collect_view();
    settled(view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <select id=id name=name autocomplete="off">{options}</select>
        </div>
    })
}

/// The author in the byline: found as one types; what is chosen can be taken away again also
/// without scripts.
fn author(chosen: Option<Choice>, language: Language, locale: Locale) -> AnyView {
    let author = RwSignal::new(chosen);
    let search = Callback::new(move |(words, answer): (String, Callback<Vec<Choice>>)| {
        ask(FindAuthors { language, words }, move |found| {
            answer.run(found.unwrap_or_default())
        });
    });
    let choose = Callback::new(move |choice: Choice| author.set(Some(choice)));
    let shown = move || {
        author.get().map(|choice| {
            view! {
                <label class="check">
                    <input type="checkbox" name="author" value=choice.id.to_string() checked=true/>
                    <span>{td_string!(locale, articles.by, name = choice.name)}</span>
                </label>
            }
        })
    };
    settled(view! {
        <div class="filter-author">
            <div class="needs-script">
                <Finder
                    id="articles-author"
                    label=td_string!(locale, articles.author)
                    hint=td_string!(locale, articles.author_hint)
                    search
                    choose
                    enabled=Signal::stored(true)
                    locale
                />
            </div>
            {shown}
        </div>
    })
}
