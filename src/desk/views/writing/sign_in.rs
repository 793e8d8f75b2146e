//! Signing in over the text, when the session has ended while somebody was writing.

use super::{saving::Saving, state::Writing};
use crate::{
    error::AppError,
    ui::{dialog::Dialog, form::words_of_error, settled::settled},
};
use leptos::{ev::SubmitEvent, prelude::*};
use leptos_i18n::td_string;

/// What is asked for.
#[derive(Clone, Copy, PartialEq, Eq)]
#[cfg_attr(
    not(feature = "hydrate"),
    expect(dead_code, reason = "only the browser sends the form")
)]
enum Step {
    Password,
    Code,
}

/// The dialog. The text stays under it, and saving goes on where it was.
pub(super) fn dialog(writing: Writing, saving: Saving) -> AnyView {
    let locale = writing.locale;
    let open = RwSignal::new(false);
    let step = RwSignal::new(Step::Password);
    let failed = RwSignal::new(None::<AppError>);
    Effect::new(move || {
        open.set(saving.signed_out.get());
        step.set(Step::Password);
        failed.set(None);
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        #[cfg(feature = "hydrate")]
        browser::send(&event, writing, saving, step, failed);
    };
    let sign_in = writing
        .front
        .with_value(|front| format!("{front}/sign-in?next={front}/account"));
    let fields = move || match step.get() {
        Step::Password => settled(view! {
            <div class="field">
                <label for="again-email">{td_string!(locale, account.email)}</label>
                <div class="input">
                    <input id="again-email" name="email" type="email" autocomplete="username" required/>
                </div>
            </div>
            <div class="field">
                <label for="again-password">{td_string!(locale, account.password)}</label>
                <div class="input">
                    <input
                        id="again-password"
                        name="password"
                        type="password"
                        autocomplete="current-password"
                        required
                    />
                </div>
            </div>
        }),
        Step::Code => settled(view! {
            <div class="field">
                <label for="again-code">{td_string!(locale, account.code)}</label>
                <div class="input">
                    <input
                        id="again-code"
                        name="code"
                        inputmode="numeric"
                        autocomplete="one-time-code"
                        required
                    />
                </div>
            </div>
        }),
    };
    settled(view! {
        <Dialog
            open
            title=Signal::stored(td_string!(locale, saving.signed_out).to_owned())
            closable=false
            locale
        >
            <p>{td_string!(locale, saving.sign_in_text)}</p>
            <form class="form" method="post" on:submit=submit>
                {fields}
                {move || {
                    failed
                        .get()
                        .map(|error| view! { <p class="band" role="alert">{words_of_error(locale, &error)}</p> })
                }}
                <p class="ways">
                    <button type="submit" class="pill primary">
                        {td_string!(locale, account.sign_in_button)}
                    </button>
                    <a class="pill" href=sign_in.clone() target="_blank" rel="external">
                        {td_string!(locale, saving.other_ways)}
                    </a>
                </p>
            </form>
        </Dialog>
    })
}

#[cfg(feature = "hydrate")]
mod browser {
    use super::{Saving, Step, Writing};
    use crate::{
        account::{api::load_personal_page, forms, model::Taken},
        desk::model::{Desk, DeskPage},
        error::AppError,
        site::model::Page,
        ui::form::{post, read_answer},
    };
    use leptos::{ev::SubmitEvent, prelude::*, task::spawn_local};
    use wasm_bindgen::JsCast;
    use web_sys::{FormData, HtmlFormElement, UrlSearchParams};

    pub(super) fn send(
        event: &SubmitEvent,
        writing: Writing,
        saving: Saving,
        step: RwSignal<Step>,
        failed: RwSignal<Option<AppError>>,
    ) {
        let Some(body) = event
            .target()
            .and_then(|target| target.dyn_into::<HtmlFormElement>().ok())
            .and_then(|form| FormData::new_with_form(&form).ok())
            .and_then(|data| UrlSearchParams::new_with_str_sequence_sequence(&data).ok())
            .map(|parameters| String::from(parameters.to_string()))
        else {
            return;
        };
        let path = match step.get_untracked() {
            Step::Password => forms::SIGN_IN,
            Step::Code => forms::SECOND_STEP,
        };
        spawn_local(async move {
            let taken = post(path, body)
                .await
                .and_then(|answer| read_answer::<Taken>(&answer));
            match taken {
                Ok(Taken { to }) if to.contains("/sign-in/second-step") => {
                    failed.set(None);
                    step.set(Step::Code);
                }
                Ok(_) => go_on(writing, saving).await,
                Err(error) => failed.set(Some(error)),
            }
        });
    }

    /// Somebody else's text is never saved under one's own name: the page is opened anew, and the
    /// journal keeps the text for whom it belongs to.
    async fn go_on(writing: Writing, saving: Saving) {
        let address = window().location().pathname().unwrap_or_default();
        let person = writing.page.with_value(|page| page.person.id);
        let signed_in = match load_personal_page(address).await.map(|data| data.page) {
            Ok(Page::Desk { data, .. }) => serde_json::from_slice::<Desk>(data.as_bytes()).ok(),
            _ => None,
        };
        let is_same = signed_in.is_some_and(
            |desk| matches!(desk.page, DeskPage::Writing(page) if page.person.id == person),
        );
        if is_same {
            saving.signed_out.set(false);
            saving.send();
        } else {
            let _ = window().location().reload();
        }
    }
}
