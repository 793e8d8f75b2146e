//! What was opened.

use super::{
    Room,
    entry::card,
    forms::{Act, act},
};
use crate::{
    reading_list::page::{Content, HistoryPage, VisitedArticle},
    ui::settled::settled,
};
use leptos::prelude::*;
use leptos_i18n::td_string;

pub(super) fn history(first: HistoryPage, room: Room) -> AnyView {
    let locale = room.locale;
    let shown = Memo::new(move |_| {
        room.content.with(|content| match content {
            Content::History(history) => history.clone(),
            _ => first.clone(),
        })
    });
    let content = move || {
        let history = shown.get();
        if history.visits.is_empty() {
            let words = if history.keeps_history {
                td_string!(locale, reading_list.nothing_opened)
            } else {
                td_string!(locale, reading_list.history_is_off)
            };
            return settled(view! { <p class="empty">{words}</p> });
        }
        let visits = history
            .visits
            .into_iter()
            .map(|visit| visited(visit, room))
            .collect_view();
        settled(view! {
            <h2 class="visually-hidden">{td_string!(locale, list.articles)}</h2>
            <ul class="kept">{visits}</ul>
        })
    };
    let keeping = move || {
        let is_kept = shown.with(|history| history.keeps_history);
        let (value, label) = if is_kept {
            ("no", td_string!(locale, reading_list.switch_off))
        } else {
            ("yes", td_string!(locale, reading_list.switch_on))
        };
        let parts = Act {
            form: "keep-history",
            sent: vec![("kept", value.to_owned())],
            label,
            id: "keep-history".to_owned(),
            about: String::new(),
        };
        act(parts, room)
    };
    let clearing = move || {
        shown.with(|history| !history.visits.is_empty()).then(|| {
            let parts = Act {
                form: "clear-history",
                sent: Vec::new(),
                label: td_string!(locale, reading_list.clear_history),
                id: "clear-history".to_owned(),
                about: String::new(),
            };
            act(parts, room)
        })
    };
    let ways = move || {
        let (page, pages) = shown.with(|history| (history.page, history.pages));
        let href = |page: usize| format!("{}/history?page={page}", room.lists());
        let before = (page > 1).then(|| {
            view! { <a class="pill" href=href(page - 1) rel="prev">{td_string!(locale, reading_list.page_before)}</a> }
        });
        let after = (page < pages).then(|| {
            view! { <a class="pill" href=href(page + 1) rel="next">{td_string!(locale, reading_list.page_after)}</a> }
        });
        settled(view! { {before} {after} })
    };
    settled(view! {
        <header>
            <p class="kicker">
                <a href=room.lists()>{td_string!(locale, reading_list.title)}</a>
            </p>
            <h1 tabindex="-1">{td_string!(locale, reading_list.history)}</h1>
            <p class="about">{td_string!(locale, reading_list.history_about)}</p>
        </header>
        <div class="acts">{keeping} {clearing}</div>
        {content}
        <p class="ways">{ways}</p>
    })
}

fn visited(visit: VisitedArticle, room: Room) -> AnyView {
    let locale = room.locale;
    let title_id = format!("title-{}", visit.article);
    let forget = Act {
        form: "forget-article",
        sent: vec![("article", visit.article.to_string())],
        label: td_string!(locale, reading_list.forget),
        id: format!("forget-{}", visit.article),
        about: title_id.clone(),
    };
    settled(view! {
        <li class="entry">
            {card(visit.listed, &title_id, locale)}
            <p class="meta">
                <time datetime=visit.opened.iso>
                    {td_string!(locale, reading_list.opened, when = visit.opened.words)}
                </time>
            </p>
            <div class="acts">{act(forget, room)}</div>
        </li>
    })
}
