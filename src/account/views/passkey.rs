//! Passkeys (Web Authentication, Level 3): forms that bring a credential of the device with them.
//! They stay hidden where the browser or the address has none to give.

use super::parts;
use crate::{
    Locale,
    account::forms,
    ui::{
        form::{Field, Form, Hidden, Sending, Submit},
        settled::settled,
    },
};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// Signing in with a passkey, and going on to `next`.
pub(super) fn sign_in(next: String, locale: Locale) -> AnyView {
    let offered = offered();
    settled(view! {
        <div class="or needs-script" hidden=move || offered.get() != Some(true)>
            <Form action=forms::PASSKEY_SIGN_IN refused=None locale sending=sending_sign_in()>
                <Hidden name="next" value=next/>
                <Submit label=td_string!(locale, account.sign_in_passkey) primary=false/>
            </Form>
        </div>
    })
}

/// Adding a passkey to one's account. Where that is not possible it says so.
pub(super) fn add(email: String, locale: Locale) -> AnyView {
    let offered = offered();
    let form = settled(view! {
        <Form action=forms::ADD_PASSKEY refused=None locale sending=sending_addition()>
            <Field
                name="name"
                label=td_string!(locale, account.passkey_label)
                hint=td_string!(locale, account.passkey_label_hint)
            />
            {parts::current_password(&email, locale)}
            <Submit label=td_string!(locale, account.go_on)/>
        </Form>
    });
    settled(view! {
        <div class="needs-script" hidden=move || offered.get() != Some(true)>
            {parts::fold(td_string!(locale, account.add_passkey), false, form)}
        </div>
        <div class="without-script">{nowhere(locale)}</div>
        <div class="needs-script" hidden=move || offered.get() != Some(false)>{nowhere(locale)}</div>
    })
}

/// That no passkey can be added here.
pub(super) fn nowhere(locale: Locale) -> AnyView {
    parts::quiet(td_string!(locale, account.passkeys_nowhere))
}

/// Whether the browser gives passkeys at this address; known only after hydration.
fn offered() -> RwSignal<Option<bool>> {
    let offered = RwSignal::new(None);
    #[cfg(feature = "hydrate")]
    Effect::new(move || offered.set(Some(browser::are_offered())));
    offered
}

fn sending_sign_in() -> Sending {
    Sending(
        #[cfg(feature = "hydrate")]
        |body, locale| Box::pin(browser::sign_in(body, locale)),
    )
}

fn sending_addition() -> Sending {
    Sending(
        #[cfg(feature = "hydrate")]
        |body, locale| Box::pin(browser::add(body, locale)),
    )
}

/// The browser's part. Its functions are called by name, because `web-sys` does not know them all and
/// a browser may lack them.
#[cfg(feature = "hydrate")]
mod browser {
    use crate::{
        Locale,
        account::forms,
        error::{AppError, FieldProblem, Problem},
        ui::form::{Sent, post, read_answer},
    };
    use js_sys::{Function, JSON, Object, Promise, Reflect};
    use leptos::prelude::window;
    use leptos_i18n::td_string;
    use wasm_bindgen::{JsCast, JsValue};
    use wasm_bindgen_futures::JsFuture;
    use web_sys::UrlSearchParams;

    /// What the browser is asked for.
    struct Ceremony {
        /// The function of `PublicKeyCredential` that reads the server's options.
        reading: &'static str,
        /// The function of `navigator.credentials`.
        asking: &'static str,
    }

    const CREATE: Ceremony = Ceremony {
        reading: "parseCreationOptionsFromJSON",
        asking: "create",
    };
    const GET: Ceremony = Ceremony {
        reading: "parseRequestOptionsFromJSON",
        asking: "get",
    };

    /// Whether the browser can do both, and the site has a name: an address of digits has no passkeys.
    pub(super) fn are_offered() -> bool {
        let is_named = window().location().hostname().is_ok_and(|host| {
            !host.starts_with('[') && host.ends_with(|last: char| !last.is_ascii_digit())
        });
        is_named
            && [CREATE, GET]
                .into_iter()
                .all(|ceremony| reader(&ceremony).is_some() && asker(&ceremony).is_some())
    }

    pub(super) async fn add(body: String, locale: Locale) -> Result<Sent, AppError> {
        let options = post(forms::BEGIN_PASSKEY, body.clone()).await?;
        finish(forms::ADD_PASSKEY, &CREATE, &options, &body, locale).await
    }

    pub(super) async fn sign_in(body: String, locale: Locale) -> Result<Sent, AppError> {
        let options = post(forms::BEGIN_PASSKEY_SIGN_IN, String::new()).await?;
        finish(forms::PASSKEY_SIGN_IN, &GET, &options, &body, locale).await
    }

    /// Asks the device, and sends its answer with what was typed, without the password: that has
    /// been checked.
    async fn finish(
        action: &str,
        ceremony: &Ceremony,
        options: &str,
        body: &str,
        locale: Locale,
    ) -> Result<Sent, AppError> {
        let options: String = read_answer(options)?;
        let credential = match ask(ceremony, &options).await {
            Ok(credential) => credential,
            Err(error) => return Ok(Sent::Not(words_of(&error, locale))),
        };
        let refused = |_| AppError::Invalid(vec![FieldProblem::new("", Problem::WrongPasskey)]);
        let parameters = UrlSearchParams::new_with_str(body).map_err(refused)?;
        parameters.delete("password");
        parameters.append("credential", &credential);
        post(action, String::from(parameters.to_string()))
            .await
            .map(Sent::Taken)
    }

    /// The device's answer to the server's options, as JSON.
    async fn ask(ceremony: &Ceremony, options: &str) -> Result<String, JsValue> {
        let (Some((types, read)), Some((credentials, ask))) = (reader(ceremony), asker(ceremony))
        else {
            return Err(JsValue::UNDEFINED);
        };
        let options = read.call1(&types, &JSON::parse(options)?)?;
        let request = Object::new();
        Reflect::set(&request, &"publicKey".into(), &options)?;
        let credential =
            JsFuture::from(ask.call1(&credentials, &request)?.dyn_into::<Promise>()?).await?;
        let plain = method(&credential, "toJSON")
            .ok_or(JsValue::UNDEFINED)?
            .call0(&credential)?;
        Ok(String::from(JSON::stringify(&plain)?))
    }

    fn reader(ceremony: &Ceremony) -> Option<(JsValue, Function)> {
        let types = Reflect::get(&window(), &"PublicKeyCredential".into()).ok()?;
        let read = method(&types, ceremony.reading)?;
        Some((types, read))
    }

    fn asker(ceremony: &Ceremony) -> Option<(JsValue, Function)> {
        let credentials = Reflect::get(&window().navigator(), &"credentials".into()).ok()?;
        let ask = method(&credentials, ceremony.asking)?;
        Some((credentials, ask))
    }

    fn method(object: &JsValue, name: &str) -> Option<Function> {
        Reflect::get(object, &name.into()).ok()?.dyn_into().ok()
    }

    /// Why the device gave nothing, by the names of errors in Web Authentication, 5.1.3 and 5.1.4.
    fn words_of(error: &JsValue, locale: Locale) -> &'static str {
        let name = Reflect::get(error, &"name".into())
            .ok()
            .and_then(|name| name.as_string())
            .unwrap_or_default();
        match name.as_str() {
            "NotAllowedError" | "AbortError" => td_string!(locale, account.passkey_broken_off),
            "InvalidStateError" => td_string!(locale, account.passkey_there),
            _ => td_string!(locale, account.passkey_failed),
        }
    }
}
