//! Switching on the second step, and recovery codes. What stands here is shown once.

use super::{
    Surroundings,
    parts::{self, part},
};
use crate::{
    Locale,
    account::{forms, model::EnrolPage},
    ui::{
        copy::Copy,
        form::{Field, Form, Submit},
        settled::settled,
    },
};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// Switching on the second step: the app, the recovery codes, the first code.
pub(super) fn enrol(page: EnrolPage, here: Surroundings) -> AnyView {
    let Surroundings {
        locale, refused, ..
    } = here;
    let EnrolPage {
        secret,
        link,
        size,
        path,
        recovery_codes,
    } = page;
    let app = settled(view! {
        {parts::paragraph(td_string!(locale, account.enrol_app_text))}
        <svg
            class="qr"
            viewBox=format!("0 0 {size} {size}")
            shape-rendering="crispEdges"
            role="img"
            aria-label=td_string!(locale, account.qr)
        >
            <path class="ground" d=format!("M0 0h{size}v{size}H0z")/>
            <path d=path/>
        </svg>
        <p>
            <a class="pill" href=link rel="external">
                {td_string!(locale, account.enrol_link)}
            </a>
        </p>
        <p>{td_string!(locale, account.enrol_secret)} " " <code class="secret">{secret}</code></p>
    });
    let confirmation = settled(view! {
        <Form action=forms::ENABLE_SECOND_STEP refused locale>
            <Field
                name="code"
                label=td_string!(locale, account.code)
                keyboard="numeric"
                autocomplete="one-time-code"
            />
            <Submit label=td_string!(locale, account.switch_on)/>
        </Form>
    });
    settled(view! {
        {part("app", td_string!(locale, account.enrol_app), app)}
        {part("codes", td_string!(locale, account.enrol_codes), list(&recovery_codes, locale))}
        {part("confirm", td_string!(locale, account.enrol_confirm), confirmation)}
    })
}

/// New recovery codes, and taking them into use.
pub(super) fn renew(codes: &[String], here: Surroundings) -> AnyView {
    let Surroundings {
        locale, refused, ..
    } = here;
    settled(view! {
        {list(codes, locale)}
        {parts::quiet(td_string!(locale, account.codes_old))}
        <Form action=forms::RENEW_CODES refused locale>
            <Submit label=td_string!(locale, account.codes_use)/>
        </Form>
    })
}

fn list(codes: &[String], locale: Locale) -> AnyView {
    let entries = codes
        .iter()
        .map(|code| view! { <li><code>{code.clone()}</code></li> })
        .collect_view();
    settled(view! {
        {parts::paragraph(td_string!(locale, account.codes_text))}
        <ol class="codes" role="list">{entries}</ol>
        <Copy text=codes.join("\n") locale/>
    })
}
