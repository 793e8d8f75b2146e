//! Files in the browser: the server only reads and writes them, and what they change goes through the
//! lists that the browser keeps, so it is merged, sent and taken back as everything else.

use super::{
    Room,
    acting::{focus, refuse},
    files::OUTCOME,
};
use crate::{
    desk::client::surface::Handle,
    error::AppError,
    reading_list::{
        engine::{self, Engine},
        file::{
            self, FileAnswer, FileProblem, Format, LARGEST_FILE, Outcome, Report, bring,
            take_out as kept,
        },
        page::{Content, FilesPage},
    },
    ui::form::{page_language, read_answer},
};
use gloo_net::http::Request;
use js_sys::{Array, Function, Object, Reflect};
use leptos::{prelude::*, task::spawn_local};
use reading::ListId;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::FormData;

/// Brings in the file of a form.
pub(super) async fn bring_in(data: &FormData, engine: Engine, room: Room) {
    let chosen = data.get("file");
    let size = Reflect::get(&chosen, &"size".into())
        .ok()
        .and_then(|size| size.as_f64())
        .unwrap_or_default();
    #[expect(clippy::cast_precision_loss, reason = "ten million")]
    let is_too_large = size > LARGEST_FILE as f64;
    let answer = if is_too_large {
        Ok(FileAnswer::Unreadable(FileProblem::TooLarge(LARGEST_FILE)))
    } else {
        send(file::READ, chosen)
            .await
            .and_then(|json| read_answer::<FileAnswer>(&json))
    };
    let outcome = match answer {
        Ok(FileAnswer::Read(content)) => {
            let lists = engine.lists().get_untracked();
            let mut brought = bring(&lists, &content.articles, engine::now(), || {
                ListId::from_random(engine::random_bytes())
            });
            engine.change(std::mem::take(&mut brought.changes));
            Outcome::Brought(Box::new(Report::of(&brought, content)))
        }
        Ok(FileAnswer::Unreadable(problem)) => Outcome::Unreadable(problem),
        Err(error) => return refuse(room, "bring-in".to_owned(), Vec::new(), error),
    };
    room.refused.try_set(None);
    let outcome = Some(outcome);
    room.content.try_set(Content::Files(FilesPage { outcome }));
    request_animation_frame(|| focus(OUTCOME));
}

/// Gives the browser's own lists to the reader as a file.
pub(super) fn take_out(format: Format, room: Room) {
    spawn_local(async move {
        let Some(engine) = room.wait_for_engine().await else {
            return;
        };
        let articles = kept(&engine.lists().get_untracked(), room.locale);
        let Ok(json) = serde_json::to_string(&articles) else {
            return;
        };
        let path = format!("{}?format={}", file::WRITE, format.word());
        match send(&path, json.into()).await {
            Ok(text) => {
                room.refused.try_set(None);
                hand_over(&text, format);
            }
            Err(error) => refuse(room, "take-out".to_owned(), Vec::new(), error),
        }
    });
}

async fn send(path: &str, body: JsValue) -> Result<String, AppError> {
    let unreachable = |_| AppError::Unreachable;
    let response = Request::post(path)
        .header("accept-language", &page_language())
        .body(body)
        .map_err(unreachable)?
        .send()
        .await
        .map_err(unreachable)?;
    let is_ok = response.ok();
    let text = response.text().await.map_err(unreachable)?;
    if is_ok {
        Ok(text)
    } else {
        Err(read_answer::<AppError>(&text).unwrap_or(AppError::Unreachable))
    }
}

/// A link to the text in the browser's memory is followed as if the reader had done it (File API,
/// createObjectURL).
fn hand_over(text: &str, format: Format) {
    let constructor = |name: &str| {
        Reflect::get(&window(), &name.into())
            .ok()
            .and_then(|found| found.dyn_into::<Function>().ok())
    };
    let (Some(blob), Some(url)) = (constructor("Blob"), constructor("URL")) else {
        return;
    };
    let kind = Object::new();
    let _ = Reflect::set(&kind, &"type".into(), &format.media_type().into());
    let arguments = Array::of2(&Array::of1(&text.into()), &kind);
    let Ok(blob) = Reflect::construct(&blob, &arguments) else {
        return;
    };
    let url = Handle::from(JsValue::from(url));
    let address = url.text("createObjectURL", &[blob]);
    let Ok(link) = document().create_element("a") else {
        return;
    };
    let link = Handle::from(JsValue::from(link));
    link.set("href", &address.as_str().into());
    link.set("download", &format.file_name().into());
    link.call("click", &[]);
    // The browser has taken what it needs long before.
    set_timeout(
        move || {
            url.call("revokeObjectURL", &[address.into()]);
        },
        std::time::Duration::from_secs(60),
    );
}
