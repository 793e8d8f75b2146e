//! The head of every page: date, languages, tools, the paper's name, the sections.

use super::{
    appearance::Appearance,
    visitor::{VisitorLinks, VisitorState},
};
use crate::{Locale, reading_list::on_page::ListsWay, site::model::Frame, ui::icon};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// The masthead. `address` is that of the page, to mark where the reader is.
#[component]
pub fn Masthead(
    frame: Frame,
    address: Memo<String>,
    visitor: VisitorState,
    locale: Locale,
) -> impl IntoView {
    let front = frame.front.clone();
    // The section itself is the current page; of its articles it is the current section.
    let section_current = move |href: &str| {
        address.with(|address| match address.strip_prefix(href)? {
            "" => Some("page"),
            rest if rest.starts_with('?') => Some("page"),
            rest => rest.starts_with('/').then_some("true"),
        })
    };
    let own_language = frame
        .languages
        .iter()
        .find(|language| format!("/{}", language.code) == frame.front)
        .map(|language| language.name.clone())
        .unwrap_or_default();
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
    let sections = frame
        .sections
        .into_iter()
        .map(|section| {
            let href = section.href.clone();
            view! {
                <li>
                    <a href=section.href aria-current=move || section_current(&href)>
                        {section.name}
                    </a>
                </li>
            }
        })
        .collect_view();

    view! {
        <a class="skip" href="#main" rel="external">{td_string!(locale, skip_to_content)}</a>
        <header class="masthead" id="top">
            <div class="wrap">
                <div class="strip">
                    <span class="date">{frame.date}</span>
                    <button class="pill languages-button" popovertarget="languages" aria-label=td_string!(locale, languages)>
                        {icon::globe()}
                        <span>{own_language}</span>
                    </button>
                    <nav class="languages" id="languages" popover="auto" aria-label=td_string!(locale, language)>
                        <ul>{languages}</ul>
                    </nav>
                    <div class="tools">
                        <ListsWay front=front.clone() locale/>
                        <VisitorLinks state=visitor known=frame.visitor front=front.clone() address locale/>
                        <Appearance locale/>
                    </div>
                </div>
                <a class="name" href=front.clone()>{frame.name}<i></i></a>
            </div>
            <nav class="rubrics wrap" aria-label=td_string!(locale, sections)>
                <ul>{sections}</ul>
            </nav>
        </header>
    }
}
