//! The articles: a table on a desktop, a list on a phone.

use super::Lately;
use crate::{
    Locale,
    desk::{
        model::{ArticleRow, Begin},
        views::{beginning::Beginning, menu::menu, words},
    },
    language::Language,
    ui::settled::settled,
};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// The roles are said again in ARIA: on a phone the style sheet makes a list of the table, and
/// browsers would then take its meaning away.
pub(super) fn table(
    rows: Vec<ArticleRow>,
    languages: Vec<Language>,
    may_write: bool,
    lately: Lately,
    beginning: Beginning,
    locale: Locale,
) -> AnyView {
    let languages = StoredValue::new(languages);
    let rows = rows
        .into_iter()
        .map(|row| line(row, languages, may_write, lately, beginning, locale))
        .collect_view();
    let acts = may_write.then(|| {
        view! {
            <th role="columnheader">
                <span class="visually-hidden">{td_string!(locale, articles.acts)}</span>
            </th>
        }
    });
    settled(view! {
        <table class="articles" role="table" aria-label=td_string!(locale, articles.title)>
            <thead role="rowgroup">
                <tr role="row">
                    <th role="columnheader">{td_string!(locale, story.headline)}</th>
                    <th role="columnheader">{td_string!(locale, articles.status)}</th>
                    <th role="columnheader">{td_string!(locale, story.section)}</th>
                    <th role="columnheader">{td_string!(locale, story.authors)}</th>
                    <th role="columnheader">{td_string!(locale, articles.changed)}</th>
                    {acts}
                </tr>
            </thead>
            <tbody role="rowgroup">{rows}</tbody>
        </table>
    })
}

fn line(
    row: ArticleRow,
    languages: StoredValue<Vec<Language>>,
    may_write: bool,
    lately: Lately,
    beginning: Beginning,
    locale: Locale,
) -> AnyView {
    let id = row.id;
    let headline = if row.headline.is_empty() {
        td_string!(locale, articles.no_headline).to_owned()
    } else {
        row.headline
    };
    let changes = row
        .has_changes
        .then(|| view! { <span class="mark">{td_string!(locale, articles.has_changes)}</span> });
    let scheduled = row.scheduled.map(|moment| {
        view! {
            <time datetime=moment.iso>
                {td_string!(locale, articles.scheduled_for, when = moment.words)}
            </time>
        }
    });
    let unsaved = move || {
        lately.waiting.with(|waiting| waiting.contains(&id)).then(|| {
            view! { <span class="mark unsaved">{td_string!(locale, articles.unsaved_here)}</span> }
        })
    };
    let present = move || {
        let names = lately
            .present
            .with(|present| present.get(&id).map(|names| names.join(", ")))
            .filter(|names| !names.is_empty())?;
        Some(
            view! { <span class="present">{td_string!(locale, articles.present, names = names)}</span> },
        )
    };
    let changed_by = (!row.changed_by.is_empty()).then(|| view! { <span>{row.changed_by}</span> });
    let acts = may_write.then(|| {
        view! {
            <td role="cell" class="acts">
                {acts(id, headline.clone(), row.language, languages, beginning, locale)}
            </td>
        }
    });
    settled(view! {
        <tr role="row">
            <td role="cell" class="what">
                <a class="headline" href=row.href lang=row.language.code()>{headline}</a>
                " "
                <span class="tongue" lang=row.language.code()>{row.language.native_name()}</span>
                " "
                {changes}
                " "
                {unsaved}
                " "
                {present}
            </td>
            <td role="cell" class="where">{words::status(row.status, locale)} " " {scheduled}</td>
            <td role="cell">{row.section}</td>
            <td role="cell">{row.authors}</td>
            <td role="cell" class="when">
                <time datetime=row.changed.iso>{row.changed.words}</time>
                " "
                {changed_by}
            </td>
            {acts}
        </tr>
    })
}

/// A translation or a copy of an article.
fn acts(
    id: i64,
    headline: String,
    language: Language,
    languages: StoredValue<Vec<Language>>,
    beginning: Beginning,
    locale: Locale,
) -> AnyView {
    let open = RwSignal::new(false);
    let content = move || {
        let translations = languages
            .get_value()
            .into_iter()
            .filter(|other| *other != language)
            .map(|other| {
                view! {
                    <button
                        type="button"
                        on:click=move |_| {
                            open.set(false);
                            beginning.start(other, Begin::Translation(id));
                        }
                    >
                        {td_string!(locale, articles.translate, language = other.native_name())}
                    </button>
                }
            })
            .collect_view();
        settled(view! {
            {translations}
            <button
                type="button"
                on:click=move |_| {
                    open.set(false);
                    beginning.start(language, Begin::Copy(id));
                }
            >
                {td_string!(locale, articles.copy)}
            </button>
        })
    };
    menu(td_string!(locale, articles.more), headline, open, content)
}
