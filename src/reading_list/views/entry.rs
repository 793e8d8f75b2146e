//! An article in a list.

use super::{
    Room,
    forms::{Act, act, sending},
    name_of,
    one::Shown,
};
use crate::{
    Locale,
    article::views::{Byline, Meta, PictureView},
    reading_list::{
        model::ListedArticle,
        page::{ListCard, ListedEntry},
    },
    ui::settled::settled,
};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// Picture, headline and what is under it. `title_id` is the headline's id, for what is about it.
pub(super) fn card(listed: Option<ListedArticle>, title_id: &str, locale: Locale) -> AnyView {
    let title_id = title_id.to_owned();
    let Some(article) = listed else {
        return settled(view! {
            <h3 id=title_id class="gone">{td_string!(locale, reading_list.gone)}</h3>
        });
    };
    let teaser = article.teaser;
    settled(view! {
        <article class="teaser" lang=article.language.code()>
            {teaser.picture.map(|picture| view! { <PictureView picture/> })}
            <h3 id=title_id>
                <a href=teaser.href>{teaser.headline}</a>
            </h3>
            <p class="meta">
                <a href=article.section.href>{article.section.name}</a>
                <Byline authors=teaser.authors linked=false/>
                <Meta published=teaser.published reading_time=teaser.reading_time/>
            </p>
        </article>
    })
}

/// An article with all that can be done to it. `shown` is the list as it is now.
pub(super) fn entry(first: ListedEntry, shown: Shown, room: Room) -> AnyView {
    let locale = room.locale;
    let article = first.article;
    let title_id = format!("title-{article}");
    let href = first
        .listed
        .as_ref()
        .map(|listed| listed.teaser.href.clone());
    // What can change while the article stays where it is.
    let state = Memo::new(move |_| {
        shown.with(|list| {
            let found = list.entries.iter().find(|entry| entry.article == article);
            found.unwrap_or(&first).clone()
        })
    });
    let listed = Memo::new(move |_| state.with(|entry| entry.listed.clone()));
    let headline = {
        let title_id = title_id.clone();
        move || card(listed.get(), &title_id, locale)
    };
    let is_read = Memo::new(move |_| state.with(|entry| entry.is_read));
    let marks = move || {
        let (is_read, is_archived) = state.with(|entry| (entry.is_read, entry.is_archived));
        let mark = |words: &'static str| view! { <span class="mark">{words}</span> };
        settled(view! {
            {is_read.then(|| mark(td_string!(locale, reading_list.is_read)))}
            {is_archived.then(|| mark(td_string!(locale, reading_list.is_archived)))}
        })
    };
    let place = move || {
        let reached = state.with(|entry| entry.reached)?;
        let href = href.clone()?;
        Some(view! {
            <p class="meta">
                <a href=href>{td_string!(locale, reading_list.go_on)}</a>
                <span>{td_string!(locale, reading_list.reached, share = reached.to_string())}</span>
            </p>
        })
    };
    let note = move || {
        let note = state.with(|entry| entry.note.clone());
        (!note.is_empty()).then(|| view! { <p class="note">{note}</p> })
    };
    let choose = settled(view! {
        <label class="choose needs-script">
            <input
                type="checkbox"
                aria-describedby=title_id.clone()
                prop:checked=move || shown.is_chosen(article)
                on:change=move |event| shown.choose(article, event_target_checked(&event))
            />
            <span class="visually-hidden">{td_string!(locale, reading_list.choose)}</span>
        </label>
    });
    let drop = move |event: leptos::ev::DragEvent| {
        event.prevent_default();
        shown.drop_on(article, room);
    };
    let handle_words = td_string!(locale, reading_list.drag);
    let handle = move || {
        shown.with(|list| list.choice.can_move()).then(|| {
            view! {
                <span
                    class="handle needs-script"
                    draggable="true"
                    title=handle_words
                    aria-hidden="true"
                    on:dragstart=move |event: leptos::ev::DragEvent| shown.drag(article, &event)
                >
                    "⋮⋮"
                </span>
            }
        })
    };
    let acts = acts(article, &title_id, state, shown, room);
    settled(view! {
        <li
            class="entry"
            class:read=is_read
            on:dragover=|event: leptos::ev::DragEvent| event.prevent_default()
            on:drop=drop
        >
            <div class="side">{choose} {handle}</div>
            <div class="matter">
                {headline}
                <p class="meta">{marks}</p>
                {place}
                {note}
                {acts}
            </div>
        </li>
    })
}

fn acts(
    article: i64,
    title_id: &str,
    state: Memo<ListedEntry>,
    shown: Shown,
    room: Room,
) -> AnyView {
    let locale = room.locale;
    let list = shown.id();
    let about = title_id.to_owned();
    let one = move |form, key: &str, label, more: Vec<(&'static str, String)>| {
        let mut sent = vec![("article", article.to_string())];
        sent.extend(more);
        let parts = Act {
            form,
            sent,
            label,
            id: format!("{key}-{article}"),
            about: about.clone(),
        };
        act(parts, room)
    };
    let moving = {
        let one = one.clone();
        // Made anew only when it is different: the button that has the focus keeps it.
        let ways = Memo::new(move |_| {
            shown.with(|list| {
                let index = list
                    .entries
                    .iter()
                    .position(|entry| entry.article == article);
                let at = (list.choice.page - 1) * crate::reading_list::choosing::PAGE
                    + index.unwrap_or_default();
                (
                    list.choice.can_move(),
                    at > 0,
                    at + 1 < list.matching,
                    list.choice.show.clone(),
                )
            })
        });
        move || {
            let (can_move, can_rise, can_sink, show) = ways.get();
            let way = |way: &'static str, label| {
                let more = vec![
                    ("list", list.to_string()),
                    ("way", way.to_owned()),
                    ("show", show.clone()),
                ];
                one("move-article", way, label, more)
            };
            let up =
                (can_move && can_rise).then(|| way("up", td_string!(locale, reading_list.move_up)));
            let down = (can_move && can_sink)
                .then(|| way("down", td_string!(locale, reading_list.move_down)));
            settled(view! { {up} {down} })
        }
    };
    let marking = {
        let one = one.clone();
        let is_read = Memo::new(move |_| state.with(|entry| entry.is_read));
        move || {
            let (value, label) = if is_read.get() {
                ("no", td_string!(locale, reading_list.mark_unread))
            } else {
                ("yes", td_string!(locale, reading_list.mark_read))
            };
            one(
                "mark-article",
                "mark",
                label,
                vec![("read", value.to_owned())],
            )
        }
    };
    let archiving = {
        let one = one.clone();
        let is_archived = Memo::new(move |_| state.with(|entry| entry.is_archived));
        move || {
            let (value, label) = if is_archived.get() {
                ("no", td_string!(locale, reading_list.unarchive))
            } else {
                ("yes", td_string!(locale, reading_list.archive))
            };
            let more = vec![("archived", value.to_owned())];
            one("archive-article", "archive", label, more)
        }
    };
    let remove = one(
        "remove-article",
        "remove",
        td_string!(locale, reading_list.remove),
        vec![("list", list.to_string())],
    );
    let others = shown.with_untracked(|list| list.others.clone());
    settled(view! {
        <div class="acts">
            {moving} {marking} {archiving} {remove} {note_form(article, title_id, state, room)}
            {add_form(vec![("article", article.to_string())], &article.to_string(), others, room)}
        </div>
    })
}

fn note_form(article: i64, title_id: &str, state: Memo<ListedEntry>, room: Room) -> AnyView {
    let locale = room.locale;
    let id = format!("note-{article}");
    let typed = room.typed(
        "note-article",
        Some(("article", article.to_string().as_str())),
        "note",
    );
    let is_open = typed.is_some();
    let note = typed.unwrap_or_else(|| state.with_untracked(|entry| entry.note.clone()));
    let fields = settled(view! {
        <div class="field">
            <label for=id.clone()>{td_string!(locale, reading_list.note)}</label>
            <textarea id=id name="note" rows="3" aria-describedby=title_id.to_owned()>
                {note}
            </textarea>
        </div>
        <button type="submit" class="pill" id=format!("keep-note-{article}")>
            {td_string!(locale, reading_list.keep_note)}
        </button>
    });
    let sent = vec![("article", article.to_string())];
    let form = sending("note-article", "form", sent, fields, room);
    settled(view! {
        <details class="fold" open=is_open>
            <summary class="pill">{td_string!(locale, reading_list.note)}</summary>
            <div class="folded">{form}</div>
        </details>
    })
}

/// Putting articles into another list too. Nothing where there is no other.
pub(super) fn add_form(
    sent: Vec<(&'static str, String)>,
    key: &str,
    others: Vec<ListCard>,
    room: Room,
) -> Option<AnyView> {
    if others.is_empty() {
        return None;
    }
    let locale = room.locale;
    let id = format!("add-{key}");
    let options = others
        .iter()
        .map(|card| view! { <option value=card.id.to_string()>{name_of(card, locale)}</option> })
        .collect_view();
    let fields = settled(view! {
        <div class="field">
            <label for=id.clone()>{td_string!(locale, reading_list.other_list)}</label>
            <select id=id name="list">{options}</select>
        </div>
        <button type="submit" class="pill">{td_string!(locale, reading_list.add)}</button>
    });
    let form = sending("save-article", "form", sent, fields, room);
    Some(settled(view! {
        <details class="fold">
            <summary class="pill">{td_string!(locale, reading_list.add_to)}</summary>
            <div class="folded">{form}</div>
        </details>
    }))
}
