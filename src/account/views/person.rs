//! Somebody, as an administrator sees them.

use super::{Surroundings, log, parts, words};
use crate::{
    account::{
        forms,
        model::{PersonPage, Standing},
    },
    article::model::Moment,
    ui::{
        form::{Form, Hidden, Submit},
        settled::settled,
    },
};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// Facts, role, access, and the last lines of the log.
pub(super) fn person(page: PersonPage, here: &Surroundings) -> AnyView {
    let locale = here.locale;
    let facts = facts(&page, here);
    let acts = if page.oneself {
        settled(view! { <p class="band">{td_string!(locale, people.oneself)}</p> })
    } else {
        settled(view! {
            {parts::part("role", td_string!(locale, people.role), role(&page, here))}
            {parts::part("access", td_string!(locale, people.access), access(&page, here))}
        })
    };
    settled(view! {
        {facts}
        {acts}
        {parts::part("log", td_string!(locale, people.log), log::entries(page.log, locale))}
    })
}

fn facts(page: &PersonPage, here: &Surroundings) -> AnyView {
    let locale = here.locale;
    let time = |moment: &Moment| {
        settled(view! { <time datetime=moment.iso.clone()>{moment.words.clone()}</time> })
    };
    let seen = match &page.seen {
        Some(seen) => time(seen),
        None => settled(td_string!(locale, people.never)),
    };
    let second_step = if page.second_step {
        td_string!(locale, people.yes)
    } else {
        td_string!(locale, people.no)
    };
    let facts = [
        (
            td_string!(locale, account.email),
            settled(page.email.clone()),
        ),
        (
            td_string!(locale, people.role),
            settled(words::of_role(page.role, locale)),
        ),
        (
            td_string!(locale, people.standing),
            settled(words::of_standing(page.standing, locale)),
        ),
        (td_string!(locale, people.since), time(&page.since)),
        (td_string!(locale, people.seen), seen),
        (td_string!(locale, people.second_step), settled(second_step)),
        (
            td_string!(locale, people.sessions),
            settled(page.sessions.to_string()),
        ),
    ]
    .map(|(name, value)| {
        view! {
            <div>
                <dt>{name}</dt>
                <dd>{value}</dd>
            </div>
        }
    })
    .collect_view();
    settled(view! { <dl class="facts">{facts}</dl> })
}

fn role(page: &PersonPage, here: &Surroundings) -> AnyView {
    let locale = here.locale;
    let id = page.id.to_string();
    let role = page.role.as_str().to_owned();
    settled(view! {
        <Form action=forms::CHANGE_ROLE refused=here.refused.clone() locale>
            <Hidden name="id" value=id/>
            <parts::Select
                name="role"
                label=td_string!(locale, people.role)
                options=words::roles(locale)
                value=role
            />
            <Submit label=td_string!(locale, people.save_role) primary=false/>
        </Form>
    })
}

fn access(page: &PersonPage, here: &Surroundings) -> AnyView {
    let locale = here.locale;
    let again = (page.standing == Standing::Invited).then(|| {
        act(
            forms::INVITE_AGAIN,
            td_string!(locale, people.invite_again_text),
            td_string!(locale, people.invite_again),
            page.id,
            here,
        )
    });
    let sessions = (page.sessions > 0).then(|| {
        act(
            forms::SIGN_OUT_PERSON,
            td_string!(locale, people.end_sessions_text),
            td_string!(locale, people.end_sessions),
            page.id,
            here,
        )
    });
    let suspension = if page.standing == Standing::Suspended {
        act(
            forms::REINSTATE,
            td_string!(locale, people.reinstate_text),
            td_string!(locale, people.reinstate),
            page.id,
            here,
        )
    } else {
        act(
            forms::SUSPEND,
            td_string!(locale, people.suspend_text),
            td_string!(locale, people.suspend),
            page.id,
            here,
        )
    };
    settled(view! { {again} {sessions} {suspension} })
}

/// A button for something that is done to somebody, and what it does.
fn act(
    action: &'static str,
    text: &'static str,
    button: &'static str,
    id: i64,
    here: &Surroundings,
) -> AnyView {
    let locale = here.locale;
    settled(view! {
        <div class="deed">
            <Form action=action refused=here.refused.clone() locale>
                <Hidden name="id" value=id.to_string()/>
                <Submit label=button primary=false/>
            </Form>
            {parts::quiet(text)}
        </div>
    })
}
