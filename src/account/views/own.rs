//! One's own account: who one is, where one is signed in, one's data, and leaving.

use super::{Surroundings, own_security, parts, words};
use crate::{
    account::{
        forms,
        model::{AccountPage, SessionEntry},
    },
    article::model::Moment,
    ui::{
        form::{Field, Form, Hidden, Submit},
        settled::settled,
    },
};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// One's own account.
pub(super) fn account(page: AccountPage, here: &Surroundings) -> AnyView {
    let locale = here.locale;
    let is_leaving = page.leaving.is_some();
    let role = words::of_role(page.role, locale);
    let missing = page.second_step_missing.then(|| {
        settled(view! {
            <div class="band">
                {parts::paragraph(td_string!(locale, account.missing))}
                <a class="pill" href="#second-step" rel="external">
                    {td_string!(locale, account.missing_link)}
                </a>
            </div>
        })
    });
    settled(view! {
        {page.leaving.as_ref().map(|when| leaving(when, here))}
        {missing}
        <div class="identity">
            <p>
                <strong>{page.name.clone()}</strong> <span class="quiet">{role}</span>
            </p>
            <Form action=forms::SIGN_OUT refused=here.refused.clone() locale leave=true>
                <Submit label=td_string!(locale, account.sign_out) primary=false/>
            </Form>
        </div>
        {contents(here)}
        {name(page.name, here)}
        {own_security::address(page.email.clone(), here)}
        {own_security::password(page.email.clone(), here)}
        {own_security::second_step(page.recovery_codes, page.second_step_missing, page.email.clone(), here)}
        {own_security::passkeys(page.passkeys, page.passkeys_offered, page.email.clone(), here)}
        {devices(page.sessions, here)}
        {data(page.export, here)}
        {deletion(is_leaving, page.email, here)}
    })
}

/// That the account will be deleted, and how to keep it.
fn leaving(when: &Moment, here: &Surroundings) -> AnyView {
    let locale = here.locale;
    settled(view! {
        <div class="band">
            <p>
                <strong>{td_string!(locale, account.leaving, when = when.words.clone())}</strong>
                " "
                {td_string!(locale, account.leaving_text)}
            </p>
            <Form action=forms::KEEP_ACCOUNT refused=here.refused.clone() locale>
                <Submit label=td_string!(locale, account.keep)/>
            </Form>
        </div>
    })
}

/// The parts of the page.
fn contents(here: &Surroundings) -> AnyView {
    let locale = here.locale;
    let links = [
        ("#name", td_string!(locale, account.name)),
        ("#e-mail", td_string!(locale, account.email)),
        ("#password", td_string!(locale, account.password)),
        ("#second-step", td_string!(locale, account.second_step)),
        ("#passkeys", td_string!(locale, account.passkeys)),
        ("#devices", td_string!(locale, account.devices)),
        ("#data", td_string!(locale, account.data)),
        ("#deletion", td_string!(locale, account.deletion)),
    ]
    .map(|(href, words)| {
        view! {
            <li>
                <a href=href rel="external">
                    {words}
                </a>
            </li>
        }
    })
    .collect_view();
    let comments = format!("{}/comments", here.front);
    settled(view! {
        <nav class="contents" aria-label=td_string!(locale, account.on_this_page)>
            <ul>
                {links}
                <li>
                    <a href=comments>{td_string!(locale, commenter.account_link)}</a>
                </li>
            </ul>
        </nav>
    })
}

fn name(name: String, here: &Surroundings) -> AnyView {
    let locale = here.locale;
    let content = settled(view! {
        <Form action=forms::CHANGE_NAME refused=here.refused.clone() locale>
            <Field
                name="name"
                label=td_string!(locale, account.name)
                hint=td_string!(locale, account.name_hint)
                autocomplete="name"
                value=name
            />
            <Submit label=td_string!(locale, account.save) primary=false/>
        </Form>
    });
    parts::part("name", td_string!(locale, account.name), content)
}

fn devices(sessions: Vec<SessionEntry>, here: &Surroundings) -> AnyView {
    let locale = here.locale;
    let has_others = sessions.iter().any(|session| !session.current);
    let entries = sessions
        .into_iter()
        .map(|session| device(session, here))
        .collect_view();
    let end_others = has_others.then(|| {
        settled(view! {
            <Form action=forms::END_SESSIONS refused=here.refused.clone() locale>
                <Submit label=td_string!(locale, account.end_sessions) primary=false/>
            </Form>
        })
    });
    let content = settled(view! {
        {parts::quiet(td_string!(locale, account.devices_text))}
        <ul class="entries">{entries}</ul>
        {end_others}
    });
    parts::part("devices", td_string!(locale, account.devices), content)
}

fn device(session: SessionEntry, here: &Surroundings) -> AnyView {
    let locale = here.locale;
    let browser = if session.browser.is_empty() {
        td_string!(locale, account.device_unknown).to_owned()
    } else {
        session.browser
    };
    let what = browser.clone();
    let act = if session.current {
        settled(view! { <span class="mark">{td_string!(locale, account.device_this)}</span> })
    } else {
        let refused = here
            .refused
            .clone()
            .filter(|refused| is_about(&refused.values, session.id));
        settled(view! {
            <Form action=forms::END_SESSION refused locale>
                <Hidden name="id" value=session.id.to_string()/>
                <Submit
                    label=td_string!(locale, account.end_session)
                    what=what
                    primary=false
                />
            </Form>
        })
    };
    settled(view! {
        <li>
            <div>
                <p>{browser}</p>
                <p class="meta">
                    <span>{session.network}</span>
                    <time datetime=session.seen.iso>
                        {td_string!(locale, account.device_seen, when = session.seen.words)}
                    </time>
                </p>
            </div>
            {act}
        </li>
    })
}

/// Whether a form that was not taken was about this one of several.
fn is_about(values: &[(String, String)], id: i64) -> bool {
    values
        .iter()
        .any(|(field, value)| field == "id" && *value == id.to_string())
}

fn data(export: String, here: &Surroundings) -> AnyView {
    let locale = here.locale;
    let content = settled(view! {
        {parts::quiet(td_string!(locale, account.data_text))}
        <p>
            <a class="pill" href=export rel="external" download="">
                {td_string!(locale, account.download)}
            </a>
        </p>
    });
    parts::part("data", td_string!(locale, account.data), content)
}

fn deletion(is_leaving: bool, email: String, here: &Surroundings) -> AnyView {
    let locale = here.locale;
    let refused = here.refused.clone();
    let is_open = parts::is_refused(refused.as_ref(), forms::DELETE_ACCOUNT);
    let form = (!is_leaving).then(|| {
        let form = settled(view! {
            <Form action=forms::DELETE_ACCOUNT refused locale leave=true>
                {parts::current_password(&email, locale)}
                <Submit label=td_string!(locale, account.delete) primary=false/>
            </Form>
        });
        parts::fold(td_string!(locale, account.deletion), is_open, form)
    });
    let content = settled(view! {
        {parts::quiet(td_string!(locale, account.deletion_text))}
        {form}
    });
    parts::part("deletion", td_string!(locale, account.deletion), content)
}
