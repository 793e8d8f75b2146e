//! Comments in the browser. It works on the section that the server has made: takes its forms and buttons,
//! fetches pieces of it as HTML, marks in it what is one's own, and hears what others do. One for each
//! document, in the lazy part of the client.

mod acting;
mod amending;
mod dom;
mod draft;
mod live;
mod marks;
mod quoting;
mod showing;
mod words;
mod writing;

use super::api::{Mine, load_mine};
use crate::{desk::client::surface::Handle, error::AppError, reading_list::shelf::Shelf};
use dom::{all, find, focus, listen, number, set};
use leptos::{ev, prelude::*, reactive::owner::Owner as Lifetime, task::spawn_local};
use std::{cell::RefCell, collections::BTreeSet};
use web_sys::Element;

/// What keeps the comments of the page. Copies are the same one.
#[derive(Clone, Copy)]
struct Engine {
    shelf: Shelf,
    machine: StoredValue<Machine, LocalStorage>,
}

/// What is known of the section on the page.
#[derive(Default)]
struct Machine {
    section: Option<Element>,
    article: i64,
    /// The number of the newest event that is known.
    last: i64,
    stream: Option<Handle>,
    /// Streams that failed in a row.
    failures: u32,
    /// What is one's own; None while nobody is signed in.
    mine: Option<Mine>,
    /// When the forms of this page were first there to be typed into, by the server's clock.
    opened: Option<i64>,
    /// Comments that have come and wait to be shown.
    new: BTreeSet<i64>,
    /// Comments that are to be fetched again.
    stale: BTreeSet<i64>,
    /// Whether the fetching of those is on its way, or waits for its turn.
    is_fetching: bool,
    /// Whether what takes new comments is to be fetched again.
    is_ruled: bool,
    /// Whether more has happened than the server could tell one by one.
    is_outdated: bool,
    /// What one has posted from this page, so that it is no news.
    posted: BTreeSet<i64>,
    /// The passage that is selected in the article.
    selected: String,
}

thread_local! {
    static ENGINE: RefCell<Option<(Engine, Lifetime)>> = const { RefCell::new(None) };
}

/// Takes over the comments of the page. To do so again changes nothing.
pub fn begin(shelf: Shelf) {
    let running = ENGINE.with_borrow(|engine| engine.as_ref().map(|(engine, _)| *engine));
    let engine = running.unwrap_or_else(|| {
        let lifetime = Lifetime::new_root(None);
        let engine = lifetime.with(|| Engine {
            shelf,
            machine: StoredValue::new_local(Machine::default()),
        });
        ENGINE.with_borrow_mut(|kept| *kept = Some((engine, lifetime.clone())));
        lifetime.with(|| engine.follow());
        engine
    });
    engine.adopt();
}

impl Engine {
    fn update<T>(self, alter: impl FnOnce(&mut Machine) -> T) -> Option<T> {
        self.machine.try_update_value(alter)
    }

    fn section(self) -> Option<Element> {
        self.machine
            .try_with_value(|machine| machine.section.clone())?
            .filter(|section| section.is_connected())
    }

    fn article(self) -> i64 {
        self.machine
            .try_with_value(|machine| machine.article)
            .unwrap_or_default()
    }

    /// One's id; None while nobody is signed in.
    fn person(self) -> Option<i64> {
        self.machine
            .try_with_value(|machine| machine.mine.as_ref().map(|mine| mine.person))?
    }

    /// A comment of the section, or the stub in its place.
    fn comment(self, id: i64) -> Option<Element> {
        find(&self.section()?, &format!("#comment-{id}"))
    }

    /// Follows the page, the window and who is signed in as long as the document lives.
    fn follow(self) {
        self.listen_to_acts();
        self.listen_to_selections();
        let person = self.shelf.person;
        Effect::new(move || {
            let signed_in = person.get().flatten();
            if signed_in != self.person() {
                spawn_local(async move { self.learn_mine().await });
            }
        });
        let address = self.shelf.address;
        Effect::new(move || {
            address.track();
            // The page before goes only when the next one is there.
            let left = move || {
                if self.section().is_none() {
                    self.stop_listening();
                }
            };
            set_timeout(left, std::time::Duration::from_secs(2));
        });
        listen("visibilitychange", move |_| {
            if document().hidden() {
                self.stop_listening();
            } else {
                self.hear();
            }
        });
        window_event_listener(ev::pagehide, move |_| self.stop_listening());
        window_event_listener(ev::pageshow, move |event| {
            if event.persisted() {
                self.hear();
            }
        });
        window_event_listener(ev::online, move |_| self.hear());
        window_event_listener(ev::hashchange, move |_| self.show_target());
    }

    /// Takes the section that stands in the page now.
    fn adopt(self) {
        let Some(section) = document().get_element_by_id("comments") else {
            return;
        };
        let is_known = self
            .section()
            .is_some_and(|known| known.is_same_node(Some(&section)));
        if is_known {
            return;
        }
        self.stop_listening();
        self.update(|machine| {
            let (article, last) = (
                number(&section, "data-article").unwrap_or_default(),
                number(&section, "data-event").unwrap_or_default(),
            );
            // What is one's own under another article is fetched anew.
            let mine = machine.mine.take().filter(|_| machine.article == article);
            let posted = std::mem::take(&mut machine.posted);
            let opened = machine.opened.filter(|_| machine.article == article);
            *machine = Machine {
                section: Some(section.clone()),
                article,
                last,
                mine,
                opened,
                posted,
                ..Machine::default()
            };
        });
        set(&section, "data-awake", "");
        self.offer_collapsing();
        self.dress_forms();
        self.mark();
        self.restore_drafts();
        self.show_target();
        self.hear();
        if self.shelf.person.get_untracked().flatten().is_some() {
            spawn_local(async move { self.learn_mine().await });
        }
    }

    /// Asks what is one's own here, and shows it.
    async fn learn_mine(self) {
        let article = self.article();
        if article == 0 {
            return;
        }
        let mine = if self.shelf.person.get_untracked().flatten().is_some() {
            load_mine(article).await
        } else {
            Err(AppError::SignInNeeded)
        };
        match mine {
            Ok(mine) if article == self.article() => {
                self.update(|machine| {
                    machine.opened.get_or_insert(mine.now);
                    machine.mine = Some(mine);
                });
            }
            Err(AppError::SignInNeeded) => {
                self.update(|machine| machine.mine = None);
            }
            _ => return,
        }
        self.show_own();
        self.mark();
    }

    /// Brings the comment that the address names into view, and marks it: browsers do so by themselves
    /// only where the document was loaded with that address.
    fn show_target(self) {
        let Some(section) = self.section() else {
            return;
        };
        for marked in all(&section, ".is-target") {
            let _ = marked.class_list().remove_1("is-target");
        }
        let hash = window().location().hash().unwrap_or_default();
        let target = hash
            .strip_prefix("#comment-")
            .and_then(|id| id.parse().ok())
            .and_then(|id| self.comment(id));
        if let Some(target) = target {
            let _ = target.class_list().add_1("is-target");
            focus(&target);
        }
    }
}
