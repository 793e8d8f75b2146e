//! What the page does with its forms in the browser: they are sent to their server function, the page
//! stays, and so does the focus.

use super::{Room, filing, following};
use crate::{
    account::{
        api::load_personal_page,
        model::{RefusedForm, Taken, is_personal},
    },
    error::AppError,
    reading_list::page::{Content, ListsPage},
    site::model::{Page, PageData},
    ui::form::{post, read_answer},
};
use leptos::{ev::SubmitEvent, prelude::*, task::spawn_local};
use leptos_i18n::td_string;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use wasm_bindgen::JsCast;
use web_sys::{FormData, HtmlElement, HtmlFormElement};

/// Takes over a form of the page.
pub(super) fn submit(event: &SubmitEvent, room: Room) {
    let Some(form) = event
        .target()
        .and_then(|target| target.dyn_into::<HtmlFormElement>().ok())
    else {
        return;
    };
    let Ok(data) = FormData::new_with_form(&form) else {
        return;
    };
    if form.enctype() == "multipart/form-data" {
        event.prevent_default();
        spawn_local(async move {
            match room.wait_for_engine().await {
                Some(engine) => filing::bring_in(&data, engine, room).await,
                // Without the reader's lists at hand the server does it.
                None => drop(form.submit()),
            }
        });
        return;
    }
    let mut fields = Vec::new();
    for pair in data.entries().into_iter().flatten() {
        let pair = js_sys::Array::from(&pair);
        if let (Some(name), Some(value)) = (pair.get(0).as_string(), pair.get(1).as_string()) {
            fields.push((name, value));
        }
    }
    event.prevent_default();
    if form.method() == "get" {
        let path = room
            .here
            .with_value(|here| here.split('?').next().unwrap_or_default().to_owned());
        fields.retain(|(_, value)| !value.is_empty());
        room.go(format!("{path}?{}", encode(&fields)));
        return;
    }
    if room.engine.with_untracked(Option::is_some) {
        do_or_copy(room, fields);
        return;
    }
    // The lists come with a part that may still be on its way.
    spawn_local(async move {
        room.wait_for_engine().await;
        do_or_copy(room, fields);
    });
}

fn do_or_copy(room: Room, fields: Vec<(String, String)>) {
    if !copy_here(room, &fields) {
        act(room, fields);
    }
}

/// Copies a shared list into this browser for whoever is not signed in.
fn copy_here(room: Room, fields: &[(String, String)]) -> bool {
    let is_copy = fields
        .iter()
        .any(|(name, value)| name == "form" && value == "take-copy");
    let is_signed_in = room
        .shelf
        .and_then(|shelf| shelf.person.get_untracked())
        .is_some_and(|person| person.is_some());
    let Content::Shared(list) = room.content.get_untracked() else {
        return false;
    };
    // A page shows a part of a long list only; the server copies all of it.
    if !is_copy || is_signed_in || list.articles.len() < list.count {
        return false;
    }
    let name = list
        .name
        .unwrap_or_else(|| td_string!(room.locale, reading_list.later).to_owned());
    let articles: Vec<i64> = list.articles.iter().map(|article| article.id).collect();
    following::copy(room, name, &articles)
}

/// Does what a form with these fields says.
pub(super) fn act(room: Room, fields: Vec<(String, String)>) {
    let Some(name) = fields
        .iter()
        .find_map(|(name, value)| (name == "form").then(|| value.clone()))
    else {
        return;
    };
    let focused = document()
        .active_element()
        .map(|element| element.id())
        .filter(|id| !id.is_empty());
    if following::perform(room, &name, &fields, true) {
        room.refused.set(None);
        keep_focus(focused);
        return;
    }
    spawn_local(async move {
        let path = format!("/fn/reading-list/{name}");
        let answer = match post(&path, encode(&fields)).await {
            Ok(json) => read_answer::<Taken>(&json),
            Err(error) => Err(error),
        };
        match answer {
            Ok(Taken { to }) => {
                room.refused.try_set(None);
                if is_here(room, &to) {
                    load_again(room, to).await;
                    keep_focus(focused);
                } else {
                    room.go(to);
                }
            }
            Err(AppError::Unreachable) if following::perform(room, &name, &fields, false) => {
                room.refused.try_set(None);
            }
            Err(error) => refuse(room, name, fields, error),
        }
    });
}

fn is_here(room: Room, address: &str) -> bool {
    is_personal(address) && room.here.try_with_value(|here| here == address) == Some(true)
}

/// Shows what has become of the page.
async fn load_again(room: Room, address: String) {
    match load_personal_page(address).await {
        Ok(PageData {
            page: Page::Lists { data, .. },
            ..
        }) => {
            if let Ok(page) = serde_json::from_slice::<ListsPage>(data.as_bytes()) {
                room.content.try_set(page.content);
            }
        }
        Ok(_) => {}
        Err(error) => refuse(room, String::new(), Vec::new(), error),
    }
}

pub(super) fn refuse(room: Room, form: String, values: Vec<(String, String)>, error: AppError) {
    room.refused.try_set(Some(RefusedForm {
        form,
        values,
        error,
    }));
    request_animation_frame(|| focus("refused"));
}

/// What was moved in the page has lost the focus; what is gone cannot have it.
fn keep_focus(id: Option<String>) {
    let Some(id) = id else {
        return;
    };
    request_animation_frame(move || {
        let is_lost = document()
            .active_element()
            .is_none_or(|element| element.tag_name().eq_ignore_ascii_case("body"));
        if is_lost {
            focus(&id);
        }
    });
}

pub(super) fn focus(id: &str) {
    if let Some(element) = document()
        .get_element_by_id(id)
        .and_then(|element| element.dyn_into::<HtmlElement>().ok())
    {
        let _ = element.focus();
    }
}

fn encode(fields: &[(String, String)]) -> String {
    fields
        .iter()
        .map(|(name, value)| format!("{name}={}", utf8_percent_encode(value, NON_ALPHANUMERIC)))
        .collect::<Vec<_>>()
        .join("&")
}
