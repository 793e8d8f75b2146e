//! What opens one's account: address, password, second step, passkeys.

use super::{Surroundings, parts, passkey};
use crate::{
    account::{forms, model::PasskeyEntry},
    ui::{
        form::{Field, Form, Submit},
        icon,
        settled::settled,
    },
};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// The address, and changing it.
pub(super) fn address(email: String, here: &Surroundings) -> AnyView {
    let locale = here.locale;
    let shown = email.clone();
    let form = settled(view! {
        <Form action=forms::CHANGE_ADDRESS refused=here.refused.clone() locale>
            <Field
                name="email"
                kind="email"
                label=td_string!(locale, account.new_email)
                hint=td_string!(locale, account.new_email_hint)
                autocomplete="email"
            />
            {parts::current_password(&email, locale)}
            <Submit label=td_string!(locale, account.send_link) primary=false/>
        </Form>
    });
    let is_open = parts::is_refused(here.refused.as_ref(), forms::CHANGE_ADDRESS);
    let content = settled(view! {
        <p>{shown}</p>
        {parts::fold(td_string!(locale, account.change_email), is_open, form)}
    });
    parts::part("e-mail", td_string!(locale, account.email), content)
}

/// Changing the password.
pub(super) fn password(email: String, here: &Surroundings) -> AnyView {
    let locale = here.locale;
    let form = settled(view! {
        <Form action=forms::CHANGE_PASSWORD refused=here.refused.clone() locale>
            {parts::current_password(&email, locale)}
            <Field
                name="new_password"
                kind="password"
                label=td_string!(locale, account.new_password)
                hint=td_string!(locale, account.password_hint)
                autocomplete="new-password"
            />
            <Submit label=td_string!(locale, account.save_password) primary=false/>
        </Form>
    });
    let is_open = parts::is_refused(here.refused.as_ref(), forms::CHANGE_PASSWORD);
    let content = settled(view! {
        {parts::quiet(td_string!(locale, account.password_text))}
        {parts::fold(td_string!(locale, account.change_password), is_open, form)}
    });
    parts::part("password", td_string!(locale, account.password), content)
}

/// The second step: switching it on, or new recovery codes and switching it off.
pub(super) fn second_step(
    recovery_codes: Option<i64>,
    is_missing: bool,
    email: String,
    here: &Surroundings,
) -> AnyView {
    let locale = here.locale;
    let content = match recovery_codes {
        None => settled(view! {
            {parts::quiet(td_string!(locale, account.second_step_off))}
            {with_password(
                forms::BEGIN_SECOND_STEP,
                td_string!(locale, account.switch_on),
                td_string!(locale, account.go_on),
                is_missing,
                email,
                here,
            )}
        }),
        Some(left) => settled(view! {
            {parts::quiet(td_string!(locale, account.second_step_on, left = left.to_string()))}
            {with_password(
                forms::BEGIN_CODES,
                td_string!(locale, account.new_codes),
                td_string!(locale, account.show_codes),
                false,
                email.clone(),
                here,
            )}
            {with_password(
                forms::DISABLE_SECOND_STEP,
                td_string!(locale, account.switch_off),
                td_string!(locale, account.switch_off),
                false,
                email,
                here,
            )}
        }),
    };
    parts::part(
        "second-step",
        td_string!(locale, account.second_step),
        content,
    )
}

/// An act for which the password is asked again.
fn with_password(
    action: &'static str,
    summary: &'static str,
    button: &'static str,
    is_open: bool,
    email: String,
    here: &Surroundings,
) -> AnyView {
    let locale = here.locale;
    let form = settled(view! {
        <Form action=action refused=here.refused.clone() locale>
            {parts::current_password(&email, locale)}
            <Submit label=button primary=false/>
        </Form>
    });
    let is_open = is_open || parts::is_refused(here.refused.as_ref(), action);
    parts::fold(summary, is_open, form)
}

/// The passkeys, adding and removing them.
pub(super) fn passkeys(
    passkeys: Vec<PasskeyEntry>,
    are_offered: bool,
    email: String,
    here: &Surroundings,
) -> AnyView {
    let locale = here.locale;
    let choices: Vec<_> = passkeys
        .iter()
        .map(|passkey| (passkey.id.to_string(), passkey.name.clone()))
        .collect();
    let entries = passkeys
        .into_iter()
        .map(|passkey| entry(passkey, here))
        .collect_view();
    let removal = (!choices.is_empty()).then(|| removal(choices, email.clone(), here));
    let addition = if are_offered {
        passkey::add(email, locale)
    } else {
        passkey::nowhere(locale)
    };
    let content = settled(view! {
        {parts::quiet(td_string!(locale, account.passkeys_text))}
        <ul class="entries">{entries}</ul>
        {addition}
        {removal}
    });
    parts::part("passkeys", td_string!(locale, account.passkeys), content)
}

fn entry(passkey: PasskeyEntry, here: &Surroundings) -> AnyView {
    let locale = here.locale;
    let used = passkey.used.map(|used| {
        view! {
            <time datetime=used.iso>
                {td_string!(locale, account.passkey_used, when = used.words)}
            </time>
        }
    });
    settled(view! {
        <li>
            {icon::key()}
            <div>
                <p>{passkey.name}</p>
                <p class="meta">
                    <time datetime=passkey.added.iso>
                        {td_string!(locale, account.passkey_added, when = passkey.added.words)}
                    </time>
                    {used}
                </p>
            </div>
        </li>
    })
}

/// Removing a passkey. One form for all of them, because each would ask for the password.
fn removal(choices: Vec<(String, String)>, email: String, here: &Surroundings) -> AnyView {
    let locale = here.locale;
    let form = settled(view! {
        <Form action=forms::REMOVE_PASSKEY refused=here.refused.clone() locale>
            <parts::Select
                name="id"
                label=td_string!(locale, account.which_passkey)
                options=choices
                value=String::new()
            />
            {parts::current_password(&email, locale)}
            <Submit label=td_string!(locale, account.remove) primary=false/>
        </Form>
    });
    let is_open = parts::is_refused(here.refused.as_ref(), forms::REMOVE_PASSKEY);
    parts::fold(td_string!(locale, account.remove_passkey), is_open, form)
}
