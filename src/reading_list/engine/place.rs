//! How far an article was read, and what was opened.

use super::Engine;
use crate::desk::client::surface::Handle;
use leptos::{ev, prelude::*};
use reading::{ArticleId, Change, ReadingPlace};
use std::time::Duration;

/// How often the place is kept at most.
const EVERY: Duration = Duration::from_secs(5);
/// Up to so many per mille nothing is offered to go back to: the reader has only begun.
const BEGUN: u16 = 30;
/// From here on nothing is offered either: they have come to the end.
const ENDED: u16 = 950;

impl Engine {
    /// Follows how far the article on the page is read.
    pub(super) fn follow_reading(self) {
        let open = self.marks.open;
        // The article that has been moved in since it was opened: until then its place is the old one.
        let moved = RwSignal::new(None::<i64>);
        window_event_listener(ev::scroll, move |_| {
            if let Some(open) = open.get_untracked()
                && moved.get_untracked() != Some(open)
            {
                moved.set(Some(open));
            }
        });
        let keep = move || {
            if let Some(article) = open.get_untracked()
                && moved.get_untracked() == Some(article)
            {
                self.keep_place(article);
            }
        };
        set_interval(keep, EVERY);
        window_event_listener(ev::pagehide, move |_| keep());
        window_event_listener(
            ev::Custom::<web_sys::Event>::new("visibilitychange"),
            move |_| keep(),
        );
        Effect::new(move || {
            let article = open.get();
            moved.set(None);
            self.withdraw_offer();
            let Some(Ok(article)) = article.map(ArticleId::new) else {
                return;
            };
            self.offer(article);
            // Who only passes by has not read it.
            set_timeout(
                move || {
                    if open.get_untracked() == Some(article.get()) {
                        self.visit(article);
                    }
                },
                EVERY,
            );
        });
    }

    fn keep_place(self, article: i64) {
        let (Ok(article), Some(place)) = (ArticleId::new(article), place_now()) else {
            return;
        };
        // Who looks at the beginning again has not lost the place where they stopped.
        let offered = self.machine.with_value(|machine| machine.offered);
        if offered.is_some_and(|offered| place.fraction < offered.fraction) {
            return;
        }
        self.withdraw_offer();
        let known = self.lists.with_untracked(|lists| lists.place(article));
        if known.unwrap_or_default() != place {
            self.note(Change::Reach { article, place });
        }
    }

    /// Offers to go on where the reader stopped. It never moves by itself.
    fn offer(self, article: ArticleId) {
        let place = self
            .lists
            .with_untracked(|lists| lists.place(article))
            .filter(|place| (BEGUN..ENDED).contains(&place.fraction));
        self.update(|machine| machine.offered = place);
        self.can_continue.set(place.is_some());
    }

    /// The same once more when the server has told of another device: to whoever is still at the
    /// beginning.
    pub(super) fn offer_again(self) {
        let open = self.marks.open.get_untracked().map(ArticleId::new);
        let is_begun = place_now().is_none_or(|place| place.fraction >= BEGUN);
        if let Some(Ok(article)) = open
            && !is_begun
        {
            self.offer(article);
        }
    }

    fn withdraw_offer(self) -> Option<ReadingPlace> {
        self.can_continue.set(false);
        self.update(|machine| machine.offered.take()).flatten()
    }

    fn visit(self, article: ArticleId) {
        let lists = self.lists.get_untracked();
        let is_last = lists
            .history()
            .first()
            .is_some_and(|visited| visited.article == article);
        if lists.keeps_history() && !is_last {
            self.note(Change::Visit { article });
        }
    }

    /// Shows the text where the reader stopped.
    pub(super) fn go_on_reading(self) {
        let (Some(place), Some(body)) = (self.withdraw_offer(), body()) else {
            return;
        };
        let block = body.children().item(place.block);
        let top = match &block {
            Some(block) => top_of(block),
            // The text has been shortened since.
            None => top_of(&body) + height_of(&body) * f64::from(place.fraction) / 1000.0,
        };
        let scrolled = window().scroll_y().unwrap_or_default();
        window().scroll_to_with_x_and_y(0.0, (scrolled + top - MARGIN).max(0.0));
        if let Some(block) = block {
            // Whoever reads by keyboard or by ear goes on from there too.
            let block = Handle::from(wasm_bindgen::JsValue::from(block));
            block.call("setAttribute", &["tabindex".into(), "-1".into()]);
            let still = crate::desk::client::surface::object(&[("preventScroll", true.into())]);
            block.call("focus", &[still]);
        }
    }
}

/// How much is left free above the block that is gone back to, in pixels.
const MARGIN: f64 = 24.0;

fn body() -> Option<web_sys::Element> {
    document().query_selector(".article > .body").ok().flatten()
}

/// The place at the top of the screen. None on a page without a text.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "between 0 and 1000"
)]
fn place_now() -> Option<ReadingPlace> {
    let body = body()?;
    let height = height_of(&body);
    let above = -top_of(&body);
    if height <= 0.0 || above <= 0.0 {
        return Some(ReadingPlace::default());
    }
    // At the end of the text its last screen is all there is to see.
    let seen = window()
        .inner_height()
        .ok()
        .and_then(|height| height.as_f64())
        .unwrap_or_default();
    let is_ended = above + seen >= height;
    let fraction = if is_ended {
        1000.0
    } else {
        (above / height * 1000.0).clamp(0.0, 1000.0)
    };
    let blocks = body.children();
    let block = (0..blocks.length())
        .find(|index| {
            blocks
                .item(*index)
                .is_some_and(|block| top_of(&block) + height_of(&block) > MARGIN)
        })
        .unwrap_or_else(|| blocks.length().saturating_sub(1));
    Some(ReadingPlace {
        block,
        fraction: fraction as u16,
    })
}

/// How far below the top of the screen it begins, in pixels.
fn top_of(element: &web_sys::Element) -> f64 {
    measure(element, "top")
}

fn height_of(element: &web_sys::Element) -> f64 {
    measure(element, "height")
}

fn measure(element: &web_sys::Element, name: &str) -> f64 {
    Handle::from(wasm_bindgen::JsValue::from(element.clone()))
        .call("getBoundingClientRect", &[])
        .and_then(|measures| Handle::from(measures).member(name)?.as_f64())
        .unwrap_or_default()
}
