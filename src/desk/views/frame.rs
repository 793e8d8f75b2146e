//! What stands around every page of the newsroom.

use crate::{
    Locale,
    desk::model::Colleague,
    site::model::Frame,
    ui::{icon, settled::settled},
};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// Which rooms of the newsroom are open to somebody.
#[derive(Clone, Copy)]
pub(super) struct Rooms {
    /// The articles.
    pub(super) articles: bool,
    /// The comments.
    pub(super) comments: bool,
    /// People and log.
    pub(super) administration: bool,
}

/// Where somebody is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Here {
    /// The list of articles.
    Articles,
    /// A page under it.
    Article,
    /// The comments.
    Comments,
}

/// The head of the page: the paper, the newsroom's rooms, the languages, who is here.
pub(super) fn header(
    frame: Frame,
    person: Colleague,
    rooms: Rooms,
    here: Here,
    locale: Locale,
) -> AnyView {
    let front = frame.front.clone();
    let languages = frame
        .languages
        .into_iter()
        .map(|language| {
            let current = format!("/{}", language.code) == frame.front;
            view! {
                <li>
                    <a
                        href=language.href
                        lang=language.code.clone()
                        hreflang=language.code
                        aria-current=current.then_some("true")
                    >
                        {language.name}
                    </a>
                </li>
            }
        })
        .collect_view();
    let administration = rooms.administration.then(|| {
        view! {
            <li><a href=format!("{front}/desk/people")>{td_string!(locale, title.people)}</a></li>
            <li><a href=format!("{front}/desk/log")>{td_string!(locale, title.log)}</a></li>
        }
    });
    let articles = rooms.articles.then(|| {
        let current = match here {
            Here::Articles => Some("page"),
            Here::Article => Some("true"),
            Here::Comments => None,
        };
        view! {
            <li>
                <a href=format!("{front}/desk/articles") aria-current=current>
                    {td_string!(locale, articles.title)}
                </a>
            </li>
        }
    });
    let comments = rooms.comments.then(|| {
        let current = (here == Here::Comments).then_some("true");
        view! {
            <li>
                <a href=format!("{front}/desk/comments") aria-current=current>
                    {td_string!(locale, moderation.comments)}
                </a>
            </li>
        }
    });
    settled(view! {
        <a class="skip" href="#main" rel="external">{td_string!(locale, skip_to_content)}</a>
        <header class="desk-head" id="top">
            <a class="name" href=front.clone()>{frame.name}</a>
            <nav aria-label=td_string!(locale, title.desk)>
                <ul>
                    {articles}
                    {comments}
                    {administration}
                </ul>
            </nav>
            <nav class="desk-languages" aria-label=td_string!(locale, language)>
                <ul>{languages}</ul>
            </nav>
            <a
                class="desk-person"
                href=format!("{front}/account")
                title=td_string!(locale, title.account)
            >
                {icon::person()}
                <span>{person.name}</span>
            </a>
        </header>
    })
}
