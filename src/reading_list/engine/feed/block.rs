//! "My feed" on the front page: fills the place that the page leaves for it.

use super::super::{
    Engine, Owner, now,
    shown::{MOST_ROWS, expect_rows},
    words::locale,
};
use crate::{
    desk::client::surface::{Handle, object},
    reading_list::{page::FeedPage, views::feed::feed_block},
    ui::{form::page_language, settled::settled},
};
use js_sys::{Array, Function, Reflect};
use leptos::{
    ev, mount::mount_to, prelude::*, reactive::owner::Owner as Lifetime, task::spawn_local,
};
use reading::Topic;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::HtmlElement;

/// An answer older than this is asked for again before the feed counts as seen: what has come out
/// since would otherwise never be new to the reader.
const FRESH: i64 = 60_000;

/// What the block knows. Copies share it.
#[derive(Clone, Copy)]
struct Block {
    engine: Engine,
    page: RwSignal<FeedPage>,
    /// Whose articles are on it.
    owner: StoredValue<Owner>,
    topics: Memo<Vec<Topic>>,
    /// When the server has answered last, by this device's clock.
    answered: RwSignal<Option<i64>>,
    /// Whether it is on the screen.
    is_visible: RwSignal<bool>,
}

impl Engine {
    /// Fills the place on the front page, if that is shown.
    pub(in super::super) fn show_feed(self) {
        let place = document()
            .query_selector(".my-feed:empty")
            .ok()
            .flatten()
            .and_then(|place| place.dyn_into::<HtmlElement>().ok());
        let Some(place) = place else {
            return;
        };
        self.begin_feed_visit();
        let lifetime = Lifetime::new_root(None);
        let watched = place.clone();
        let mounted =
            lifetime.with(|| mount_to(place, move || Block::start(self, &watched).show()));
        // What filled the place of a front page before this one is taken away with it.
        self.update(|machine| machine.feed_block = Some(Box::new((mounted, lifetime))));
    }
}

impl Block {
    fn start(engine: Engine, place: &HtmlElement) -> Self {
        let block = Self {
            engine,
            page: RwSignal::new(FeedPage::default()),
            owner: StoredValue::new(engine.owner()),
            topics: Memo::new(move |_| engine.lists.with(|lists| lists.followed())),
            answered: RwSignal::new(None),
            is_visible: RwSignal::new(false),
        };
        Effect::new(move || {
            let topics = block.topics.get();
            spawn_local(async move { block.load(topics).await });
        });
        let is_done = StoredValue::new(false);
        Effect::new(move || {
            let (Some(answered), true) = (block.answered.get(), block.is_visible.get()) else {
                return;
            };
            if is_done.get_value() {
                return;
            }
            if now() - answered > FRESH {
                let topics = block.topics.get_untracked();
                spawn_local(async move { block.load(topics).await });
            } else {
                is_done.set_value(true);
                engine.see_feed(block.page.with_untracked(|page| page.seen));
            }
        });
        let online = window_event_listener(ev::online, move |_| {
            if block.page.with_untracked(|page| page.is_out_of_reach) {
                let topics = block.topics.get_untracked();
                spawn_local(async move { block.load(topics).await });
            }
        });
        on_cleanup(move || online.remove());
        watch(place, block.is_visible);
        block
    }

    fn show(self) -> AnyView {
        let locale = locale();
        let lists = format!("/{}/lists", page_language());
        let rows = rows_reserved();
        settled(view! { {move || feed_block(self.page.get(), rows, &lists, locale)} })
    }

    /// Shows what was kept, then what the server says. What cannot be asked for empties nothing.
    async fn load(self, topics: Vec<Topic>) {
        let owner = self.engine.owner();
        let followed = Some(topics.len());
        if topics.is_empty() {
            self.put(
                owner,
                FeedPage {
                    followed,
                    ..FeedPage::default()
                },
            );
            return;
        }
        if self.page.try_with_untracked(|page| page.followed.is_none()) == Some(true) {
            let articles = self.engine.kept_feed().await.articles;
            if !articles.is_empty() {
                let seen = self.engine.feed_mark(None);
                self.put(
                    owner,
                    FeedPage {
                        followed,
                        articles,
                        seen,
                        ..FeedPage::default()
                    },
                );
            }
        }
        let mut found = self.engine.find_feed(topics.clone(), None).await;
        let is_newest = self.topics.try_with_untracked(|newest| *newest == topics) == Some(true);
        if !is_newest || self.engine.owner() != owner {
            return;
        }
        if !found.is_out_of_reach {
            expect_rows(found.articles.len());
        } else if found.articles.is_empty() && self.owner.try_get_value() == Some(owner) {
            found.articles = self
                .page
                .try_with_untracked(|page| page.articles.clone())
                .unwrap_or_default();
        }
        let is_answered = !found.is_out_of_reach;
        self.put(owner, found);
        if is_answered {
            self.answered.try_set(Some(now()));
        }
    }

    /// Replaces only what is different: a link that has the focus keeps it.
    fn put(self, owner: Owner, page: FeedPage) {
        self.owner.try_update_value(|known| *known = owner);
        if self.page.try_with_untracked(|known| *known != page) == Some(true) {
            self.page.try_set(page);
        }
    }
}

/// For how many rows there is room on this page.
fn rows_reserved() -> usize {
    document()
        .document_element()
        .and_then(|root| root.get_attribute("data-feed"))
        .and_then(|rows| rows.parse().ok())
        .filter(|rows| (1..=MOST_ROWS).contains(rows))
        .unwrap_or(MOST_ROWS)
}

/// Follows whether a fifth of an element is on the screen (W3C, Intersection Observer). Called by name,
/// so that nothing of it goes into what readers load.
fn watch(place: &HtmlElement, is_visible: RwSignal<bool>) {
    let heard = Closure::<dyn FnMut(JsValue)>::new(move |entries: JsValue| {
        let last = Array::from(&entries).pop();
        let is_there = Reflect::get(&last, &"isIntersecting".into()).is_ok_and(|is| is.is_truthy());
        if is_visible
            .try_get_untracked()
            .is_some_and(|was| was != is_there)
        {
            is_visible.set(is_there);
        }
    });
    let options = object(&[("threshold", JsValue::from_f64(0.2))]);
    let arguments = Array::of2(&heard.into_js_value(), &options);
    let observer = Reflect::get(&window(), &"IntersectionObserver".into())
        .ok()
        .and_then(|kind| kind.dyn_into::<Function>().ok())
        .and_then(|kind| Reflect::construct(&kind, &arguments).ok());
    if let Some(observer) = observer {
        // The browser lets go of it together with the element.
        Handle::from(observer).call("observe", &[place.into()]);
    }
}
