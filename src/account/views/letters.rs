//! The pages that have to do with letters: one is on its way, or somebody came by the link in it.

use super::{Surroundings, parts, words};
use crate::{
    account::{
        forms,
        model::{ConfirmPage, Role},
    },
    ui::{
        form::{Field, Form, Hidden, Submit},
        settled::settled,
    },
};
use leptos::{html::Div, prelude::*};
use leptos_i18n::td_string;

/// A letter is on its way.
pub(super) fn mail_sent(here: &Surroundings) -> AnyView {
    let locale = here.locale;
    settled(view! {
        {parts::paragraph(td_string!(locale, account.mail_sent_text))}
        <h2>{td_string!(locale, account.mail_sent_nothing)}</h2>
        <ul class="points">
            <li>{td_string!(locale, account.mail_sent_spam)}</li>
            <li>{td_string!(locale, account.mail_sent_typo)}</li>
            <li>{td_string!(locale, account.mail_sent_again)}</li>
        </ul>
        <p class="ways">
            <a class="pill" href=here.front.clone()>{td_string!(locale, error.to_front)}</a>
        </p>
    })
}

/// Confirming the address of a new account. Where nothing must be typed the form sends itself, once,
/// where scripts run; a link alone must not do it, because mail servers open links, too.
pub(super) fn confirm(page: ConfirmPage, here: Surroundings) -> AnyView {
    let Surroundings {
        locale, refused, ..
    } = here;
    let ConfirmPage {
        token,
        email,
        needs_password,
    } = page;
    let place = NodeRef::<Div>::new();
    #[cfg(feature = "hydrate")]
    if !needs_password && refused.is_none() {
        Effect::new(move || send_form_in(place));
    }
    let shown = email.clone();
    let password = move || {
        settled(view! {
            {parts::username(&email)}
            <Field
                name="password"
                kind="password"
                label=td_string!(locale, account.password)
                hint=td_string!(locale, account.confirm_password_hint)
                autocomplete="current-password"
            />
        })
    };
    settled(view! {
        <p>{td_string!(locale, account.confirm_text)} " " <strong>{shown}</strong></p>
        <div node_ref=place>
            <Form action=forms::CONFIRM refused locale>
                <Hidden name="token" value=token/>
                {needs_password.then(password)}
                <Submit label=td_string!(locale, account.confirm_button)/>
            </Form>
        </div>
    })
}

#[cfg(feature = "hydrate")]
fn send_form_in(place: NodeRef<Div>) {
    use wasm_bindgen::JsCast;
    let form = place
        .get()
        .and_then(|place| place.query_selector("form").ok().flatten())
        .and_then(|form| form.dyn_into::<web_sys::HtmlFormElement>().ok());
    if let Some(form) = form {
        let _ = form.request_submit();
    }
}

/// Asking for a link that sets a new password.
pub(super) fn forgot(here: Surroundings) -> AnyView {
    let Surroundings {
        front,
        locale,
        refused,
    } = here;
    settled(view! {
        {parts::paragraph(td_string!(locale, account.forgot_text))}
        <Form action=forms::FORGOT refused locale>
            <Field
                name="email"
                kind="email"
                label=td_string!(locale, account.email)
                autocomplete="username"
            />
            <Submit label=td_string!(locale, account.send_link)/>
        </Form>
        <ul class="asides">
            <li>
                <a href=format!("{front}/sign-in")>{td_string!(locale, account.to_sign_in)}</a>
            </li>
        </ul>
    })
}

/// Setting a new password by a link.
pub(super) fn reset(token: String, email: String, here: Surroundings) -> AnyView {
    let Surroundings {
        locale, refused, ..
    } = here;
    settled(view! {
        {parts::paragraph(td_string!(locale, account.reset_text, email = email.clone()))}
        <Form action=forms::RESET refused locale>
            <Hidden name="token" value=token/>
            {parts::username(&email)}
            <Field
                name="password"
                kind="password"
                label=td_string!(locale, account.password)
                hint=td_string!(locale, account.password_hint)
                autocomplete="new-password"
            />
            <Submit label=td_string!(locale, account.save_password)/>
        </Form>
    })
}

/// Taking up an invitation.
pub(super) fn invitation(
    token: String,
    email: String,
    name: String,
    role: Role,
    here: Surroundings,
) -> AnyView {
    let Surroundings {
        locale, refused, ..
    } = here;
    let role = words::of_role(role, locale);
    settled(view! {
        {parts::paragraph(td_string!(locale, account.invitation_text, role = role, email = email.clone()))}
        <Form action=forms::TAKE_INVITATION refused locale>
            <Hidden name="token" value=token/>
            {parts::username(&email)}
            <Field
                name="name"
                label=td_string!(locale, account.name)
                hint=td_string!(locale, account.name_hint)
                autocomplete="name"
                value=name
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
    })
}

/// Confirming a new address of an account.
pub(super) fn confirm_new_address(token: String, email: String, here: Surroundings) -> AnyView {
    let Surroundings {
        locale, refused, ..
    } = here;
    settled(view! {
        <p>{td_string!(locale, account.new_address_text)} " " <strong>{email}</strong></p>
        <Form action=forms::CONFIRM_NEW_ADDRESS refused locale>
            <Hidden name="token" value=token/>
            <Submit label=td_string!(locale, account.new_address_button)/>
        </Form>
    })
}

/// The link has been used or is too old.
pub(super) fn link_spent(here: &Surroundings) -> AnyView {
    let locale = here.locale;
    let front = &here.front;
    settled(view! {
        {parts::paragraph(td_string!(locale, account.link_spent_text))}
        <p class="ways">
            <a class="pill" href=format!("{front}/sign-in")>{td_string!(locale, account.to_sign_in)}</a>
            <a class="pill" href=format!("{front}/account/forgot")>
                {td_string!(locale, account.forgot_link)}
            </a>
        </p>
    })
}
