//! Forms of the desk: sent as they stand without JavaScript, and by a script where there is one. One form
//! can have several buttons; the one that was pressed is sent with it.

use super::Place;
use crate::ui::settled::settled;
use leptos::prelude::*;

/// A form for the server function of this name; `fields` go with it and are not shown.
pub(super) fn form(
    name: &'static str,
    fields: Vec<(&'static str, String)>,
    content: AnyView,
    place: &Place,
) -> AnyView {
    form_called("", name, fields, content, place)
}

/// The same with an id, for boxes that stand outside of it.
pub(super) fn form_called(
    id: &'static str,
    name: &'static str,
    fields: Vec<(&'static str, String)>,
    content: AnyView,
    place: &Place,
) -> AnyView {
    let problem = RwSignal::new(String::new());
    let fields = fields
        .into_iter()
        .map(|(name, value)| view! { <input type="hidden" name=name value=value/> })
        .collect_view();
    #[cfg(feature = "hydrate")]
    let submit = {
        let locale = place.locale;
        let way = use_context::<crate::ui::form::WhenTaken>();
        move |event: leptos::ev::SubmitEvent| browser::submit(&event, name, problem, locale, way)
    };
    #[cfg(not(feature = "hydrate"))]
    let submit = move |_: leptos::ev::SubmitEvent| {};
    settled(view! {
        <form
            class="act"
            method="post"
            id=(!id.is_empty()).then_some(id)
            novalidate
            on:submit=submit
        >
            <input type="hidden" name="form" value=name/>
            <input type="hidden" name="back" value=place.here.clone()/>
            {fields}
            {content}
            <p class="problem" role="alert">{move || problem.get()}</p>
        </form>
    })
}

/// What was typed into a field of a form that was not taken; empty otherwise.
pub(super) fn typed(place: &Place, form: &str, key: (&str, &str), field: &str) -> String {
    let Some(refused) = place
        .refused
        .as_ref()
        .filter(|refused| refused.form == form)
    else {
        return String::new();
    };
    let value = |name: &str| {
        refused
            .values
            .iter()
            .find(|(known, _)| known == name)
            .map_or("", |(_, value)| value.as_str())
    };
    if value(key.0) != key.1 {
        return String::new();
    }
    value(field).to_owned()
}

#[cfg(feature = "hydrate")]
mod browser {
    use crate::{
        Locale,
        account::model::Taken,
        ui::form::{WhenTaken, post, read_answer, words_of_refusal},
    };
    use js_sys::Reflect;
    use leptos::{ev::SubmitEvent, prelude::*, task::spawn_local};
    use wasm_bindgen::JsCast;
    use web_sys::{Element, FormData, HtmlFormElement, UrlSearchParams};

    pub(super) fn submit(
        event: &SubmitEvent,
        name: &'static str,
        problem: RwSignal<String>,
        locale: Locale,
        way: Option<WhenTaken>,
    ) {
        let Some(form) = event
            .target()
            .and_then(|target| target.dyn_into::<HtmlFormElement>().ok())
        else {
            return;
        };
        let Some(parameters) = FormData::new_with_form(&form)
            .ok()
            .and_then(|data| UrlSearchParams::new_with_str_sequence_sequence(&data).ok())
        else {
            return;
        };
        event.prevent_default();
        let pressed = Reflect::get(event, &"submitter".into())
            .ok()
            .and_then(|button| button.dyn_into::<Element>().ok());
        if let Some(button) = pressed
            && let (Some(name), Some(value)) =
                (button.get_attribute("name"), button.get_attribute("value"))
        {
            parameters.append(&name, &value);
        }
        let body = String::from(parameters.to_string());
        spawn_local(async move {
            let answer = post(&format!("/fn/comment/{name}"), body)
                .await
                .and_then(|json| read_answer::<Taken>(&json));
            match answer {
                Ok(Taken { to }) => {
                    if let Some(WhenTaken(go)) = way {
                        go.run(to);
                    }
                }
                Err(error) => {
                    problem.try_set(words_of_refusal(locale, &error));
                }
            }
        });
    }
}
