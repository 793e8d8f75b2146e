//! The newsroom's first page.

use super::{
    Surroundings,
    parts::{self, with_next},
    words,
};
use crate::{
    account::model::{DeskPage, Role},
    ui::{copy::Copy, settled::settled},
};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// The newsroom's first page, or why it is shut.
pub(super) fn desk(page: DeskPage, here: &Surroundings) -> AnyView {
    let locale = here.locale;
    let front = &here.front;
    match page {
        DeskPage::FirstAdministrator { command } => {
            let sign_in = with_next(format!("{front}/sign-in"), &format!("{front}/desk"), front);
            settled(view! {
                {parts::paragraph(td_string!(locale, desk.first_text))}
                <pre tabindex="0"><code>{command.clone()}</code></pre>
                <Copy text=command locale/>
                <p class="ways">
                    <a class="pill" href=sign_in>{td_string!(locale, account.to_sign_in)}</a>
                </p>
            })
        }
        DeskPage::NotForReaders => settled(view! {
            {parts::paragraph(td_string!(locale, desk.readers_text))}
            <p class="ways">
                <a class="pill" href=front.clone()>{td_string!(locale, error.to_front)}</a>
            </p>
        }),
        DeskPage::SecondStepMissing => settled(view! {
            {parts::paragraph(td_string!(locale, desk.missing_text))}
            <p class="ways">
                <a class="pill primary" href=format!("{front}/account#second-step")>
                    {td_string!(locale, desk.to_account)}
                </a>
            </p>
        }),
        DeskPage::Open {
            name,
            role,
            writes,
            administers,
        } => {
            let role_moderates = role == Role::Moderator;
            let role = words::of_role(role, locale);
            let room = |path: &str, name: &'static str, text: &'static str| {
                view! {
                    <li>
                        <h2><a href=format!("{front}/desk/{path}")>{name}</a></h2>
                        {parts::quiet(text)}
                    </li>
                }
            };
            let articles = writes.then(|| {
                let name = td_string!(locale, articles.title);
                room("articles", name, td_string!(locale, desk.articles_text))
            });
            let administration = administers.then(|| {
                let people = td_string!(locale, title.people);
                let log = td_string!(locale, title.log);
                view! {
                    {room("people", people, td_string!(locale, desk.people_text))}
                    {room("log", log, td_string!(locale, desk.log_text))}
                }
            });
            let comments = (administers || role_moderates).then(|| {
                let name = td_string!(locale, moderation.title);
                room("comments", name, td_string!(locale, moderation.text))
            });
            let ways = (writes || administers).then(|| {
                settled(view! { <ul class="rooms">{articles} {comments} {administration}</ul> })
            });
            settled(view! {
                <p class="greeting">{td_string!(locale, desk.greeting, name = name)}</p>
                {parts::quiet(td_string!(locale, desk.your_role, role = role))}
                {ways}
            })
        }
    }
}
