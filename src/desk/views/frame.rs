//! What stands around every page of the newsroom.

use crate::{
    Locale,
    desk::model::Colleague,
    site::model::Frame,
    ui::{icon, settled::settled},
};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// The head of the page: the paper, the newsroom's rooms, the languages, who is here. `is_list` tells
/// the list of articles from the pages under it.
pub(super) fn header(
    frame: Frame,
    person: Colleague,
    administers: bool,
    is_list: bool,
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
    let administration = administers.then(|| {
        view! {
            <li><a href=format!("{front}/desk/people")>{td_string!(locale, title.people)}</a></li>
            <li><a href=format!("{front}/desk/log")>{td_string!(locale, title.log)}</a></li>
        }
    });
    settled(view! {
        <a class="skip" href="#main" rel="external">{td_string!(locale, skip_to_content)}</a>
        <header class="desk-head" id="top">
            <a class="name" href=front.clone()>{frame.name}</a>
            <nav aria-label=td_string!(locale, title.desk)>
                <ul>
                    <li>
                        <a
                            href=format!("{front}/desk/articles")
                            aria-current=if is_list { "page" } else { "true" }
                        >
                            {td_string!(locale, articles.title)}
                        </a>
                    </li>
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
