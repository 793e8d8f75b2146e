//! Keeps somebody's lists in the browser: shows every change at once, keeps it on the device, sends
//! it when there is a network, and follows other tabs and devices. One for each document, in the lazy
//! part of the client.

mod change;
mod enter;
mod feed;
mod following;
mod marks;
mod notices;
mod place;
mod shown;
mod store;
mod sync;
mod tabs;
mod teasers;
pub mod words;

use crate::{
    desk::client::surface::Handle,
    reading_list::shelf::{Shelf, Wish},
};
use js_sys::{Function, Promise};
use leptos::{prelude::*, reactive::owner::Owner as Lifetime};
use marks::{Marks, Pressed, wish_of};
use notices::Notice;
use reading::{
    ArticleId, Change, DeviceId, ListId, Operation, OperationId, ReadingLists, ReadingPlace,
    Refusal, Replica, Topic,
};
use std::{any::Any, cell::RefCell, collections::BTreeSet, sync::Arc};
use store::Store;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// Whose lists they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Owner {
    /// Those of whoever uses this browser without an account.
    Device,
    /// Somebody's who is signed in, by their id.
    Person(i64),
}

impl Owner {
    /// What they are known by in the device's storage and between tabs.
    fn key(self) -> String {
        match self {
            Self::Device => "device".to_owned(),
            Self::Person(id) => format!("person-{id}"),
        }
    }
}

/// What has not reached the server.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Waiting {
    /// How many changes wait; none without an account, where nothing is sent.
    pub count: usize,
    /// Since when, in milliseconds UTC.
    pub since: Option<i64>,
    /// Whether the last attempt to send it failed.
    pub is_stuck: bool,
    /// What was refused since the page was loaded, with what was typed, the newest last.
    pub refused: Vec<(Operation, Refusal)>,
    /// Whether nothing outlives the page, because the browser denies its storage.
    pub is_forgetful: bool,
}

/// The engine. Copies are the same one.
#[derive(Clone, Copy)]
pub struct Engine {
    shelf: Shelf,
    marks: Marks,
    /// What is told in passing.
    notice: RwSignal<Option<Notice>>,
    /// Whether the reader stopped somewhere in the article on the page and may go on there.
    can_continue: RwSignal<bool>,
    lists: RwSignal<Arc<ReadingLists>>,
    waiting: RwSignal<Waiting>,
    machine: StoredValue<Machine, LocalStorage>,
}

/// What nobody sees of it.
struct Machine {
    replica: Replica,
    owner: Owner,
    /// The number that the server told last.
    last: i64,
    store: Store,
    is_open: bool,
    /// What was asked for before the device's storage was open.
    early: Vec<Early>,
    /// What is to be called when it is.
    waiting_to_open: Vec<Function>,
    /// What takes the last deed back, and which deed that was.
    undo: Vec<Change>,
    deed: u32,
    /// Failures to send in a row.
    failures: u32,
    is_syncing: bool,
    /// Whether to ask once more when the present answer has come.
    sync_again: bool,
    timer: Option<TimeoutHandle>,
    /// What is still being written, so that it is not lost when the storage is read meanwhile.
    unwritten: Vec<Operation>,
    /// Where the reader may go on: kept until they do, or have come there by themselves.
    offered: Option<ReadingPlace>,
    /// Articles that this page has asked the server for.
    asked: BTreeSet<i64>,
    /// The paths that the service worker was told last to keep.
    pinned: Vec<String>,
    /// The present visit to the feed, once it has been seen.
    feed_visit: Option<feed::FeedVisit>,
    /// What fills the feed's place on the front page: it lives as long as this is held.
    feed_block: Option<Box<dyn Any>>,
    stream: Option<Handle>,
    channel: Option<Handle>,
    /// Whether the reader was told that something waits for long.
    told_waiting: bool,
    told_forgetful: bool,
}

enum Early {
    Wish(Wish),
    Changes(Vec<Change>),
}

thread_local! {
    static ENGINE: RefCell<Option<(Engine, Lifetime)>> = const { RefCell::new(None) };
}

/// The engine of this document; started where it does not run yet. It outlives the page that asks.
pub async fn start(shelf: Shelf) -> Engine {
    if let Some(running) = ENGINE.with_borrow(|engine| engine.as_ref().map(|(engine, _)| *engine)) {
        running.wait_until_open().await;
        return running;
    }
    let lifetime = Lifetime::new_root(None);
    let engine = lifetime.with(|| Engine::new(shelf));
    ENGINE.with_borrow_mut(|running| *running = Some((engine, lifetime.clone())));
    let store = Store::open().await;
    engine.update(|machine| machine.store = store);
    engine.open_channel();
    engine.open_first().await;
    lifetime.with(|| {
        engine.show_notices();
        engine.mark_pages();
        engine.follow();
    });
    let early = engine
        .update(|machine| {
            machine.is_open = true;
            for waiting in machine.waiting_to_open.drain(..) {
                let _ = waiting.call0(&JsValue::NULL);
            }
            std::mem::take(&mut machine.early)
        })
        .unwrap_or_default();
    for early in early {
        match early {
            Early::Wish(wish) => engine.fulfil(wish),
            Early::Changes(changes) => engine.change(changes),
        }
    }
    engine
}

impl Engine {
    fn new(shelf: Shelf) -> Self {
        Self {
            shelf,
            marks: Marks::new(),
            notice: RwSignal::new(None),
            can_continue: RwSignal::new(false),
            lists: RwSignal::new(Arc::default()),
            waiting: RwSignal::new(Waiting::default()),
            machine: StoredValue::new_local(Machine {
                replica: Replica::new(random_device()),
                owner: Owner::Device,
                last: 0,
                store: Store::default(),
                is_open: false,
                early: Vec::new(),
                waiting_to_open: Vec::new(),
                undo: Vec::new(),
                deed: 0,
                failures: 0,
                is_syncing: false,
                sync_again: false,
                timer: None,
                unwritten: Vec::new(),
                offered: None,
                asked: BTreeSet::new(),
                pinned: Vec::new(),
                feed_visit: None,
                feed_block: None,
                stream: None,
                channel: None,
                told_waiting: false,
                told_forgetful: false,
            }),
        }
    }

    /// The lists as they are shown. It changes at once with every deed.
    pub fn lists(self) -> Signal<Arc<ReadingLists>> {
        self.lists.into()
    }

    /// What has not reached the server.
    pub fn waiting(self) -> Signal<Waiting> {
        self.waiting.into()
    }

    /// Does what a page asks.
    pub fn fulfil(self, wish: Wish) {
        if self.machine.with_value(|machine| !machine.is_open) {
            self.update(|machine| machine.early.push(Early::Wish(wish)));
            return;
        }
        match wish {
            Wish::Begin => {}
            Wish::Press(form, pressed_in) => match wish_of(&form) {
                Some(Pressed::Save(article)) => self.save(article, !pressed_in),
                Some(Pressed::Follow(topic)) => self.follow_topic(topic, !pressed_in),
                None => {}
            },
        }
    }

    /// Before that nobody knows what is in the lists.
    async fn wait_until_open(self) {
        let opened = Promise::new(&mut |resolve, _| {
            self.update(|machine| {
                if machine.is_open {
                    let _ = resolve.call0(&JsValue::NULL);
                } else {
                    machine.waiting_to_open.push(resolve);
                }
            });
        });
        let _ = JsFuture::from(opened).await;
    }

    /// Follows a topic, or does not any more; changes nothing where it is so already.
    fn follow_topic(self, topic: Topic, follows: bool) {
        if self.lists.get_untracked().follows(topic) == follows {
            return;
        }
        self.change(vec![match follows {
            true => Change::Follow { topic },
            false => Change::Unfollow { topic },
        }]);
    }

    /// Saves into "Read later", before all others, what is saved nowhere; or takes it out everywhere.
    fn save(self, article: i64, saves: bool) {
        let Ok(article) = ArticleId::new(article) else {
            return;
        };
        let lists = self.lists.get_untracked();
        let saved_in = lists.lists_of(article);
        let changes: Vec<Change> = match saves {
            true if !saved_in.is_empty() => Vec::new(),
            true => lists
                .save_first(ListId::LATER, article)
                .into_iter()
                .collect(),
            false => saved_in
                .into_iter()
                .map(|list| Change::Remove { list, article })
                .collect(),
        };
        if !changes.is_empty() {
            self.change(changes);
        }
    }

    fn update<T>(self, alter: impl FnOnce(&mut Machine) -> T) -> Option<T> {
        self.machine.try_update_value(alter)
    }

    fn store(self) -> Store {
        self.machine.with_value(|machine| machine.store.clone())
    }

    fn owner(self) -> Owner {
        self.machine.with_value(|machine| machine.owner)
    }
}

/// What this device believes to be the time, in milliseconds UTC.
#[expect(
    clippy::cast_possible_truncation,
    reason = "whole milliseconds far below 2^53"
)]
pub(super) fn now() -> i64 {
    js_sys::Date::now() as i64
}

/// 16 bytes from the browser's generator for secrets (Web Cryptography API, getRandomValues).
pub(super) fn random_bytes() -> [u8; 16] {
    let bytes = js_sys::Uint8Array::new_with_length(16);
    let generator = js_sys::Reflect::get(&window(), &"crypto".into());
    if let Ok(generator) = generator {
        Handle::from(generator).call("getRandomValues", &[bytes.clone().into()]);
    }
    let mut random = [0; 16];
    bytes.copy_to(&mut random);
    random
}

/// Each document is a device of its own: two tabs never issue the same time.
fn random_device() -> DeviceId {
    DeviceId::from_random(random_bytes())
}

fn random_operation() -> OperationId {
    OperationId::from_random(random_bytes())
}
