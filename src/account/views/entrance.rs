//! Signing in and signing up.

use super::{Surroundings, parts, passkey};
use crate::{
    account::{
        forms,
        model::{Entrance, RefusedForm},
    },
    ui::{
        form::{Field, Form, Hidden, Submit},
        settled::settled,
    },
};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// Signing in with a password or a passkey.
pub(super) fn sign_in(entrance: Entrance, here: Surroundings) -> AnyView {
    let Surroundings {
        front,
        locale,
        refused,
    } = here;
    let next = entrance.next;
    let sign_up = parts::with_next(format!("{front}/sign-up"), &next, &front);
    let passkey = entrance
        .passkeys
        .then(|| passkey::sign_in(next.clone(), locale));
    settled(view! {
        <Form action=forms::SIGN_IN refused locale>
            <Hidden name="next" value=next/>
            <Field
                name="email"
                kind="email"
                label=td_string!(locale, account.email)
                autocomplete="username webauthn"
            />
            <Field
                name="password"
                kind="password"
                label=td_string!(locale, account.password)
                autocomplete="current-password"
            />
            <Submit label=td_string!(locale, account.sign_in_button)/>
        </Form>
        {passkey}
        <ul class="asides">
            <li>
                <a href=format!("{front}/account/forgot")>{td_string!(locale, account.forgot_link)}</a>
            </li>
            <li>
                {td_string!(locale, account.no_account)} " "
                <a href=sign_up>{td_string!(locale, masthead.sign_up)}</a>
            </li>
        </ul>
    })
}

/// The code of the second step. Recovery codes have letters, so that they have a field of their own:
/// a keyboard of digits could not type them.
pub(super) fn second_step(here: Surroundings) -> AnyView {
    let Surroundings {
        locale, refused, ..
    } = here;
    let (recovery, code): (Option<RefusedForm>, Option<RefusedForm>) =
        if refused.as_ref().is_some_and(is_recovery_code) {
            (refused, None)
        } else {
            (None, refused)
        };
    let recovery_form = settled(view! {
        <Form action=forms::SECOND_STEP refused=recovery.clone() apart="-recovery" locale>
            <Hidden name="kind" value="recovery".to_owned()/>
            <Field
                name="code"
                label=td_string!(locale, account.recovery_label)
                hint=td_string!(locale, account.recovery_hint)
            />
            <Submit label=td_string!(locale, account.go_on) primary=false/>
        </Form>
    });
    settled(view! {
        {parts::paragraph(td_string!(locale, account.second_step_text))}
        <Form action=forms::SECOND_STEP refused=code locale>
            <Field
                name="code"
                label=td_string!(locale, account.code)
                keyboard="numeric"
                autocomplete="one-time-code"
            />
            <Submit label=td_string!(locale, account.sign_in_button)/>
        </Form>
        {parts::fold(td_string!(locale, account.no_phone), recovery.is_some(), recovery_form)}
    })
}

/// Whether it was the form for a recovery code, not the one for the six digits of an app.
fn is_recovery_code(refused: &RefusedForm) -> bool {
    refused
        .values
        .iter()
        .any(|(field, value)| field == "kind" && value == "recovery")
}

/// Making an account.
pub(super) fn sign_up(entrance: Entrance, here: Surroundings) -> AnyView {
    let Surroundings {
        front,
        locale,
        refused,
    } = here;
    let sign_in = parts::with_next(format!("{front}/sign-in"), &entrance.next, &front);
    settled(view! {
        <Form action=forms::SIGN_UP refused locale>
            <Hidden name="next" value=entrance.next/>
            <Field
                name="name"
                label=td_string!(locale, account.name)
                hint=td_string!(locale, account.name_hint)
                autocomplete="name"
            />
            <Field
                name="email"
                kind="email"
                label=td_string!(locale, account.email)
                autocomplete="username"
            />
            <Field
                name="password"
                kind="password"
                label=td_string!(locale, account.password)
                hint=td_string!(locale, account.password_hint)
                autocomplete="new-password"
            />
            <Submit label=td_string!(locale, account.sign_up_button)/>
        </Form>
        <ul class="asides">
            <li>
                {td_string!(locale, account.have_account)} " "
                <a href=sign_in>{td_string!(locale, account.to_sign_in)}</a>
            </li>
        </ul>
    })
}
