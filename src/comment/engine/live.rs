//! Hearing what others do, and showing it without moving what is being read.

use super::{
    Engine,
    dom::{all, button, construct, find, hide, make, set},
    words,
};
use crate::comment::{
    api::{Fragment, load_comments, load_thread},
    model::{Event, EventKind},
};
use js_sys::Reflect;
use leptos::{prelude::*, task::spawn_local};
use leptos_i18n::td_string;
use reading::wait_before;
use std::time::Duration;
use wasm_bindgen::{JsValue, closure::Closure};
use web_sys::Element;

/// Between two fetches at least.
const PAUSE: Duration = Duration::from_secs(1);
/// As many comments as the server gives at once.
const MOST_AT_ONCE: usize = 100;
/// A stream that the browser has given up (EventSource, `CLOSED`).
const CLOSED: f64 = 2.0;

impl Engine {
    /// Hears what happens from now on; only while the page is seen, because browsers open only six
    /// streams to one server.
    pub(super) fn hear(self) {
        let is_hearing = self
            .machine
            .try_with_value(|machine| machine.stream.is_some());
        if document().hidden() || is_hearing != Some(false) || self.section().is_none() {
            return;
        }
        let last = self.machine.with_value(|machine| machine.last);
        let address = format!("/fn/comment/happenings/{}?after={last}", self.article());
        let Some(stream) = construct("EventSource", &address) else {
            return;
        };
        let heard = Closure::<dyn FnMut(JsValue)>::new(move |message: JsValue| {
            let field = |name: &str| {
                Reflect::get(&message, &name.into())
                    .ok()
                    .and_then(|value| value.as_string())
                    .unwrap_or_default()
            };
            self.update(|machine| machine.failures = 0);
            self.take_message(&field("data"), &field("lastEventId"));
        });
        stream.set("onmessage", &heard.into_js_value());
        let asked = stream.clone();
        let broken = Closure::<dyn FnMut()>::new(move || {
            // Otherwise the browser itself asks again, and says what it has heard last.
            if asked.member("readyState").and_then(|state| state.as_f64()) == Some(CLOSED) {
                self.stop_listening();
                self.hear_later();
            }
        });
        stream.set("onerror", &broken.into_js_value());
        self.update(|machine| machine.stream = Some(stream));
    }

    fn hear_later(self) {
        let failures = self
            .update(|machine| {
                machine.failures = machine.failures.saturating_add(1);
                machine.failures
            })
            .unwrap_or(1);
        set_timeout(
            move || self.hear(),
            wait_before(failures, js_sys::Math::random()),
        );
    }

    pub(super) fn stop_listening(self) {
        if let Some(Some(stream)) = self.update(|machine| machine.stream.take()) {
            stream.call("close", &[]);
        }
    }

    fn take_message(self, data: &str, id: &str) {
        if self.section().is_none() {
            self.stop_listening();
            return;
        }
        let last: Option<i64> = id.parse().ok();
        match serde_json::from_slice::<Vec<Event>>(data.as_bytes()) {
            Ok(events) => {
                // Events are numbered without gaps, and the message has the number of its last one. Those
                // before are told once more after a stream has broken.
                let known = self.machine.with_value(|machine| machine.last);
                let new = last.map_or(events.len(), |last| {
                    usize::try_from(last - known).unwrap_or_default()
                });
                for event in &events[events.len().saturating_sub(new)..] {
                    self.take_event(event);
                }
                if let Some(last) = last {
                    self.update(|machine| machine.last = machine.last.max(last));
                }
            }
            // "reload": more than could be told one by one.
            Err(_) => {
                self.update(|machine| {
                    machine.is_outdated = true;
                    machine.last = last.unwrap_or(machine.last);
                });
            }
        }
        self.show_news();
        self.fetch_soon();
    }

    fn take_event(self, event: &Event) {
        self.show_count(event.comments);
        let shown = self.comment(event.comment);
        self.update(|machine| match event.kind {
            EventKind::Posted => {
                if shown.is_some() {
                    machine.stale.insert(event.comment);
                } else if !machine.posted.contains(&event.comment) {
                    let has_place = |section: &Element| match event.branch == event.comment {
                        true => takes_branches(section),
                        false => find(section, &format!("#comment-{}", event.branch)).is_some(),
                    };
                    if machine.section.as_ref().is_some_and(has_place) {
                        machine.new.insert(event.comment);
                    }
                }
            }
            EventKind::Removed => {
                machine.new.remove(&event.comment);
                if shown.is_some() {
                    machine.stale.insert(event.comment);
                }
            }
            EventKind::Changed => {
                if shown.is_some() {
                    machine.stale.insert(event.comment);
                }
            }
            EventKind::Supported => {
                if let Some(shown) = &shown {
                    show_support(shown, event.support);
                }
            }
            EventKind::Ruled => machine.is_ruled = true,
        });
    }

    fn show_count(self, count: i64) {
        let Some(section) = self.section() else {
            return;
        };
        if let Some(place) = find(&section, "h2 .count") {
            let words = if count == 0 {
                String::new()
            } else {
                count.to_string()
            };
            place.set_text_content(Some(&words));
        }
    }

    /// Says how many comments have come. They are shown when somebody asks for them.
    pub(super) fn show_news(self) {
        let Some(place) = self.section().and_then(|section| find(&section, ".news")) else {
            return;
        };
        let (count, is_outdated) = self
            .machine
            .with_value(|machine| (machine.new.len(), machine.is_outdated));
        let (act, words) = if is_outdated {
            (
                "reload",
                td_string!(words::locale(), comment.load_again).to_owned(),
            )
        } else if count > 0 {
            ("show-new", words::of_new(count))
        } else {
            if find(&place, "button").is_some() {
                place.set_text_content(None);
            }
            return;
        };
        // The same button goes on, so that it is not taken from under a finger or the focus.
        if let Some(shown) = find(&place, "button") {
            set(&shown, "data-act", act);
            shown.set_text_content(Some(&words));
        } else if let Some(button) = button(act, "pill", &words) {
            place.set_text_content(None);
            let _ = place.append_child(&button);
        }
    }

    /// Fetches what has changed, all of it at once and not more often than once in a while.
    fn fetch_soon(self) {
        let begins = self.update(|machine| {
            let has_work = !machine.stale.is_empty() || machine.is_ruled;
            let begins = has_work && !machine.is_fetching;
            machine.is_fetching |= begins;
            begins
        });
        if begins != Some(true) {
            return;
        }
        spawn_local(async move {
            self.fetch_stale().await;
            set_timeout(
                move || {
                    self.update(|machine| machine.is_fetching = false);
                    self.fetch_soon();
                },
                PAUSE,
            );
        });
    }

    async fn fetch_stale(self) {
        let (article, last, ids, is_ruled) = self
            .update(|machine| {
                let ids: Vec<i64> = std::mem::take(&mut machine.stale).into_iter().collect();
                let is_ruled = std::mem::take(&mut machine.is_ruled);
                (machine.article, machine.last, ids, is_ruled)
            })
            .unwrap_or_default();
        for ids in ids.chunks(MOST_AT_ONCE) {
            match load_comments(article, join(ids), last).await {
                Ok(fragments) if article == self.article() => self.replace(ids, &fragments),
                // They stay to be fetched with the next that happens.
                Err(_) => {
                    self.update(|machine| machine.stale.extend(ids));
                }
                Ok(_) => {}
            }
        }
        if is_ruled {
            self.fetch_form(article).await;
        }
    }

    /// Shows comments as they are now; what is not there any more goes.
    fn replace(self, ids: &[i64], fragments: &[Fragment]) {
        for id in ids {
            let Some(old) = self.comment(*id) else {
                continue;
            };
            match fragments.iter().find(|fragment| fragment.id == *id) {
                Some(fragment) => self.put(&old, fragment),
                None => {
                    if let Ok(Some(item)) = old.closest("li") {
                        item.remove();
                    }
                }
            }
        }
        self.mark();
    }

    /// Puts a comment in the place of what stood there. The focus stays with it.
    pub(super) fn put(self, old: &Element, fragment: &Fragment) {
        let Some(new) = make(&fragment.html) else {
            return;
        };
        let active = document()
            .active_element()
            .filter(|active| old.contains(Some(active)));
        // Where somebody is writing into it nothing is taken away: what is stored shows afterwards.
        if find(old, "form.editing").is_some() {
            return;
        }
        if old.class_list().contains("is-target") {
            let _ = new.class_list().add_1("is-target");
        }
        // An answer that is being written below it goes on.
        for form in all(old, "form") {
            let _ = new.append_child(&form);
        }
        let _ = old.replace_with_with_node_1(&new);
        if let Some(active) = active {
            let place = match active.is_connected() {
                true => active,
                false => same_control(&active, &new).unwrap_or(new),
            };
            super::dom::focus(&place);
        }
    }

    /// Shows the comments that have come, and puts the focus on the first of them.
    pub(super) fn show_new(self) {
        let (article, last, ids) = self
            .update(|machine| {
                let ids: Vec<i64> = std::mem::take(&mut machine.new).into_iter().collect();
                (machine.article, machine.last, ids)
            })
            .unwrap_or_default();
        spawn_local(async move {
            let mut first = None;
            for ids in ids.chunks(MOST_AT_ONCE) {
                match load_comments(article, join(ids), last).await {
                    Ok(mut fragments) if article == self.article() => {
                        // A branch comes before what answers it.
                        fragments.sort_by_key(|fragment| fragment.id);
                        for fragment in &fragments {
                            let shown = self.insert(fragment);
                            first = first.or(shown);
                        }
                    }
                    Ok(_) => return,
                    Err(_) => {
                        self.update(|machine| machine.new.extend(ids));
                    }
                }
            }
            self.mark();
            self.show_news();
            if let Some(first) = first {
                super::dom::focus(&first);
            }
        });
    }

    /// Fetches the whole section again, in the order that it has.
    pub(super) fn reload(self) {
        let Some(section) = self.section() else {
            return;
        };
        let article = self.article();
        let view = section.get_attribute("data-view").unwrap_or_default();
        spawn_local(async move {
            let Ok(loaded) = load_thread(article, view).await else {
                return;
            };
            if article != self.article() {
                return;
            }
            if let (Some(old), Some(new)) = (self.section(), make(&loaded.html)) {
                let _ = old.replace_with_with_node_1(&new);
                self.adopt();
                super::dom::focus(&new);
            }
        });
    }

    /// Fetches what takes new comments again: the form, or that there is none any more. What is typed
    /// stays.
    async fn fetch_form(self, article: i64) {
        let Ok(loaded) = load_thread(article, String::new()).await else {
            return;
        };
        let (Some(section), Some(fresh)) = (self.section(), make(&loaded.html)) else {
            return;
        };
        if article != self.article() {
            return;
        }
        let closed = find(&fresh, ".closed");
        let form = find(&section, "#post-comment");
        match (closed, form) {
            (Some(closed), Some(form)) => {
                if find(&section, ".closed").is_none() {
                    let _ = form.before_with_node_1(&closed);
                }
                hide(&form, is_empty(&form));
                for button in all(&form, "button") {
                    set(&button, "disabled", "");
                }
            }
            (None, Some(form)) => {
                if let Some(closed) = find(&section, ".closed") {
                    closed.remove();
                }
                hide(&form, false);
                for button in all(&form, "button") {
                    let _ = button.remove_attribute("disabled");
                }
            }
            (None, None) => {
                let old = find(&section, ".closed");
                if let (Some(old), Some(form)) = (old, find(&fresh, "#post-comment")) {
                    let _ = old.replace_with_with_node_1(&form);
                    self.dress_forms();
                }
            }
            (Some(_), None) => {}
        }
    }
}

/// Whether a branch that begins now belongs on this page of the thread.
fn takes_branches(section: &Element) -> bool {
    let view = section.get_attribute("data-view").unwrap_or_default();
    if view.starts_with("comments=oldest") {
        return find(section, ".paging .next").is_none();
    }
    !view.contains("from=") && !view.starts_with("branch=")
}

fn is_empty(form: &Element) -> bool {
    find(form, "textarea").is_none_or(|field| super::dom::value(&field).trim().is_empty())
}

pub(super) fn join(ids: &[i64]) -> String {
    let ids: Vec<String> = ids.iter().map(i64::to_string).collect();
    ids.join(",")
}

/// Shows how many people support a comment.
pub(super) fn show_support(comment: &Element, support: i64) {
    let Some(place) = find(comment, ".supporters") else {
        return;
    };
    hide(&place, support <= 0);
    if let Some(count) = find(&place, "b") {
        count.set_text_content(Some(&support.max(0).to_string()));
    }
}

/// What does in another piece of the page what a control of this one does.
fn same_control(control: &Element, piece: &Element) -> Option<Element> {
    ["form", "data-act", "href"].into_iter().find_map(|name| {
        let value = control.get_attribute(name)?;
        all(piece, &format!("[{name}]"))
            .into_iter()
            .find(|found| found.get_attribute(name).as_ref() == Some(&value))
    })
}
