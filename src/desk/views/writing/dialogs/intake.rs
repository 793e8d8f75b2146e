//! Taking in a picture file, however it comes: chosen, dropped, pasted.

use crate::{Locale, article::model::Picture};
use leptos::{ev, prelude::*};
use leptos_i18n::td_string;
use serde::Deserialize;

/// A picture that the server has stored.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Uploaded {
    /// Its address.
    pub src: String,
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
}

impl Uploaded {
    /// A picture of this file with the words of the one whose place it takes: nothing that was typed
    /// is lost, and what no longer fits is seen beside it.
    pub fn with_words_of(self, before: Option<Picture>) -> Picture {
        let Self { src, width, height } = self;
        let (alt, caption, credit) = before
            .map(|before| (before.alt, before.caption, before.credit))
            .unwrap_or_default();
        Picture {
            src,
            alt,
            width,
            height,
            caption,
            credit,
        }
    }
}

/// A place that takes a picture in.
#[derive(Clone, Copy)]
pub struct Intake {
    locale: Locale,
    /// Whether a file is held over the place.
    pub is_over: RwSignal<bool>,
    busy: RwSignal<bool>,
    problem: RwSignal<Option<String>>,
}

impl Intake {
    /// An empty one.
    pub fn new(locale: Locale) -> Self {
        Self {
            locale,
            is_over: RwSignal::new(false),
            busy: RwSignal::new(false),
            problem: RwSignal::new(None),
        }
    }

    /// That a file is on its way, or why it was not taken.
    pub fn said(self) -> Option<String> {
        if self.busy.get() {
            Some(td_string!(self.locale, editor.sending).to_owned())
        } else {
            self.problem.get()
        }
    }

    /// Says that something is wrong.
    pub fn refuse(self, words: &str) {
        self.problem.set(Some(words.to_owned()));
    }

    /// A file is held over the place: the browser must not open it instead.
    pub fn drag_over(self, event: &ev::DragEvent) {
        event.prevent_default();
        self.is_over.set(true);
    }

    /// Takes the first file that was dropped.
    pub fn take_dropped(self, event: &ev::DragEvent, done: impl Fn(Uploaded) + 'static) {
        event.prevent_default();
        self.is_over.set(false);
        self.take(event, &["dataTransfer", "files", "0"], done);
    }

    /// Takes the first file that was pasted; anything else is left to the field it is pasted into.
    pub fn take_pasted(self, event: &ev::ClipboardEvent, done: impl Fn(Uploaded) + 'static) {
        if self.take(event, &["clipboardData", "files", "0"], done) {
            event.prevent_default();
        }
    }

    /// Takes the file that was chosen.
    pub fn take_chosen(self, event: &ev::Event, done: impl Fn(Uploaded) + 'static) {
        self.take(event, &["target", "files", "0"], done);
    }

    /// Sends the file that is found in the event along these members; false if there is none.
    fn take(self, event: &ev::Event, path: &[&str], done: impl Fn(Uploaded) + 'static) -> bool {
        #[cfg(feature = "hydrate")]
        {
            browser::take(self, event, path, done)
        }
        #[cfg(not(feature = "hydrate"))]
        {
            let _ = (event, path, done, self.busy);
            false
        }
    }
}

#[cfg(feature = "hydrate")]
mod browser {
    use super::{Intake, Uploaded};
    use crate::desk::{
        client::surface::Handle,
        views::writing::surface::{is_picture, upload},
    };
    use leptos::{ev, prelude::*, task::spawn_local};
    use leptos_i18n::td_string;
    use wasm_bindgen::JsValue;

    pub(super) fn take(
        intake: Intake,
        event: &ev::Event,
        path: &[&str],
        done: impl Fn(Uploaded) + 'static,
    ) -> bool {
        let found = path
            .iter()
            .try_fold(JsValue::from(event.clone()), |within, name| {
                Handle::from(within).member(name)
            });
        let Some(file) = found.filter(JsValue::is_object) else {
            return false;
        };
        let locale = intake.locale;
        if !is_picture(&file) {
            intake.refuse(td_string!(locale, editor.picture_refused));
            return true;
        }
        if intake.busy.get_untracked() {
            return true;
        }
        intake.busy.set(true);
        intake.problem.set(None);
        spawn_local(async move {
            let answer = upload(file, locale).await;
            // The place may be gone when the answer comes.
            if intake.busy.try_set(false).is_some() {
                return;
            }
            match answer.map(|json| serde_json::from_slice(json.as_bytes())) {
                Ok(Ok(uploaded)) => done(uploaded),
                Ok(Err(_)) => intake.refuse(td_string!(locale, form.unreachable)),
                Err(words) => intake.refuse(&words),
            }
        });
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_file_keeps_the_words() {
        let uploaded = Uploaded {
            src: "/media/b".to_owned(),
            width: 3,
            height: 2,
        };
        let before = Picture {
            src: "/media/a".to_owned(),
            alt: "Мектеп".to_owned(),
            width: 1,
            height: 1,
            caption: "Арал".to_owned(),
            credit: "А. Б.".to_owned(),
        };
        let after = uploaded.clone().with_words_of(Some(before.clone()));
        assert_eq!((after.src.as_str(), after.width), ("/media/b", 3));
        assert_eq!(
            (after.alt, after.caption, after.credit),
            (before.alt, before.caption, before.credit)
        );
        assert_eq!(uploaded.with_words_of(None).alt, "");
    }
}
