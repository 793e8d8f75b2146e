//! The pages of the moderators' desk.

mod act;
mod entry;
mod figures;
#[cfg(feature = "hydrate")]
mod following;
#[cfg(feature = "hydrate")]
mod keys;
mod log;
mod person;
mod queue;
mod rules;
mod words;

use super::model::{Content, ModerationPage, Said};
use crate::{
    Locale,
    account::model::RefusedForm,
    ui::{form::words_of_refusal, settled::settled},
};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// What every part of a page knows of where it stands.
#[derive(Clone)]
struct Place {
    /// The desk's address, `/kk/desk/comments`.
    desk: String,
    /// The page's address, for coming back to it.
    here: String,
    /// The page's language.
    locale: Locale,
    /// A form that was sent to the page and not taken.
    refused: Option<RefusedForm>,
}

/// A page of the moderators' desk. `front` is the front page's address.
pub(crate) fn moderation(page: ModerationPage, front: String, locale: Locale) -> AnyView {
    let ModerationPage {
        here,
        said,
        refused,
        content,
    } = page;
    let place = Place {
        desk: format!("{front}/desk/comments"),
        here,
        locale,
        refused,
    };
    let refusal = place.refused.as_ref().map(|refused| {
        let words = words_of_refusal(locale, &refused.error);
        view! { <p class="problem" role="alert">{words}</p> }
    });
    let current = match &content {
        Content::Queue(_) => "",
        Content::Person(_) => "/people",
        Content::Rules(_) => "/rules",
        Content::Log(_) => "/log",
        Content::Figures(_) => "/figures",
    };
    let rooms = [
        ("", td_string!(locale, moderation.queue)),
        ("/rules", td_string!(locale, moderation.rules)),
        ("/log", td_string!(locale, moderation.log)),
        ("/figures", td_string!(locale, moderation.figures)),
    ]
    .map(|(path, name)| {
        let here = (path == current).then_some("page");
        let href = format!("{}{path}", place.desk);
        view! { <li><a href=href aria-current=here>{name}</a></li> }
    })
    .collect_view();
    let said = said.map(|said| said_words(said, &place));
    let content = match content {
        Content::Queue(page) => queue::queue(*page, &place),
        Content::Person(page) => person::person(*page, &place),
        Content::Rules(page) => rules::rules(*page, &place),
        Content::Log(page) => log::log(page, &place),
        Content::Figures(page) => figures::figures(*page, locale),
    };
    settled(view! {
        <div class="moderation">
            <nav class="moderation-rooms" aria-label=td_string!(locale, moderation.title)>
                <ul>{rooms}</ul>
            </nav>
            {said}
            {refusal}
            {content}
        </div>
    })
}

/// What has just been done, and the way back; what others had decided before.
fn said_words(said: Said, place: &Place) -> AnyView {
    let locale = place.locale;
    let undo = said.decision.map(|decision| {
        let button = settled(view! {
            <button type="submit" class="pill" data-key="z" aria-keyshortcuts="z">
                {td_string!(locale, moderation.undo)}
            </button>
        });
        let fields = vec![
            ("decision", decision.to_string()),
            ("whole", "yes".to_owned()),
        ];
        act::form("undo-decision", fields, button, place)
    });
    let done = (!said.done.is_empty()).then(|| {
        let words = words::of_done(&said.done, said.count, locale);
        view! { <div class="band said"><p role="status">{words}</p> {undo}</div> }
    });
    let late = said
        .late
        .into_iter()
        .map(|line| {
            let name = words::of_name(line.moderator, locale);
            let words = td_string!(
                locale,
                moderation.late,
                comment = line.comment.to_string(),
                name = name,
                action = words::of_action(&line.action, locale)
            );
            view! { <p class="problem" role="alert">{words}</p> }
        })
        .collect_view();
    let own = said
        .own
        .into_iter()
        .map(|id| td_string!(locale, moderation.own_comment, comment = id.to_string()));
    let appealed = said
        .appealed
        .into_iter()
        .map(|id| td_string!(locale, moderation.own_appealed, comment = id.to_string()));
    let barred = own
        .chain(appealed)
        .map(|words| view! { <p class="problem" role="alert">{words}</p> })
        .collect_view();
    settled(view! { {done} {late} {barred} })
}

/// One fact of a list of facts.
fn fact(name: &'static str, value: AnyView) -> AnyView {
    settled(view! { <div><dt>{name}</dt> <dd>{value}</dd></div> })
}
