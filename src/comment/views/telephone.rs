//! Confirming a telephone.

use super::forms::Here;
use crate::{comment::model::TelephonePage, ui::settled::settled};
use leptos::prelude::*;
use leptos_i18n::td_string;

pub(super) fn telephone(page: TelephonePage, here: &Here) -> AnyView {
    let locale = here.locale;
    let action = format!("{}/comments/telephone", here.front);
    let standing = page.is_confirmed.then(|| {
        view! { <p class="band" role="status">{td_string!(locale, commenter.telephone_confirmed)}</p> }
    });
    let code = page.is_code_sent.then(|| {
        let problem = here.problem("code");
        view! {
            <form class="form" method="post" action=action.clone() novalidate>
                <p role="status">{td_string!(locale, commenter.code_sent)}</p>
                <div class="field">
                    <label for="code">{td_string!(locale, commenter.code)}</label>
                    <input
                        id="code"
                        name="code"
                        dir="ltr"
                        inputmode="numeric"
                        autocomplete="one-time-code"
                        maxlength="12"
                        autofocus
                        aria-invalid=problem.is_some().then_some("true")
                        aria-describedby="code-problem code-hint"
                    />
                    <div class="problem" id="code-problem">
                        {problem}
                    </div>
                    <p class="hint" id="code-hint">
                        {td_string!(locale, commenter.code_hint)}
                    </p>
                </div>
                <button class="pill primary" name="form" value="confirm-telephone">
                    {td_string!(locale, commenter.confirm_telephone)}
                </button>
            </form>
        }
    });
    // What is wrong with a code that is not asked for any more must be said all the same.
    let expired = (!page.is_code_sent)
        .then(|| here.problem("code"))
        .flatten()
        .map(|words| view! { <p class="problem" role="alert">{words}</p> });
    let send = match page.is_code_sent {
        true => td_string!(locale, commenter.send_code_again),
        false => td_string!(locale, commenter.send_code),
    };
    settled(view! {
        {here.general()}
        {standing}
        {expired}
        {code}
        <form class="form" method="post" action=action novalidate>
            <div class="field">
                <label for="telephone">{td_string!(locale, commenter.telephone)}</label>
                <input
                    id="telephone"
                    name="telephone"
                    type="tel"
                    dir="ltr"
                    autocomplete="tel"
                    value=page.typed
                    aria-invalid=here.problem("telephone").is_some().then_some("true")
                    aria-describedby="telephone-problem telephone-hint"
                />
                <div class="problem" id="telephone-problem">
                    {here.problem("telephone")}
                </div>
                <p class="hint" id="telephone-hint">
                    {td_string!(locale, commenter.telephone_hint)}
                </p>
            </div>
            <button class="pill" name="form" value="begin-telephone">
                {send}
            </button>
        </form>
        <p>
            <a href=format!(
                "{}/comments",
                here.front,
            )>{td_string!(locale, commenter.back_to_comments)}</a>
        </p>
    })
}
