//! The pages follow the lists that the browser keeps: what somebody does is to be seen at once, and
//! whoever is not signed in has nothing else.

use super::{Room, name_of};
use crate::article::model::Moment;
use crate::reading_list::{
    choosing::articles_needed,
    deed::Deed,
    engine::{self, Engine},
    model::{Articles, ListedArticle},
    page::{AllLists, Content, FeedPage, FollowingPage, HistoryPage, OneList, VisitedArticle},
};
use leptos::{prelude::*, task::spawn_local};
use reading::{ArticleId, ListId, ReadingLists, Topic};
use std::{cell::RefCell, collections::BTreeMap, rc::Rc, sync::Arc};
use wasm_bindgen::JsValue;

/// How many articles a page of the history shows, as on the server.
const HISTORY_PAGE: usize = 100;

/// Begins to follow as soon as the lists are there.
pub(super) fn begin(room: Room) {
    spawn_local(async move {
        room.wait_for_engine().await;
    });
    // The server knows no names of lists that are in the browser only, and a name can change.
    Effect::new(move || {
        let name = room.content.with(|content| match content {
            Content::One(list) => name_of(&list.card, room.locale),
            _ => String::new(),
        });
        let title = document().title();
        if let Some((_, site)) = title.rsplit_once(" — ").filter(|_| !name.is_empty()) {
            document().set_title(&format!("{name} — {site}"));
        }
    });
    // What the server has just told may be newer than what this device knows, until it has asked.
    let is_first = StoredValue::new(true);
    // Of which topics the feed on the page is.
    let asked = StoredValue::new(None::<Vec<Topic>>);
    Effect::new(move || {
        let Some(engine) = room.engine.get() else {
            return;
        };
        let lists = engine.lists().get();
        let waits = engine.waiting().get_untracked().count > 0;
        let is_first = is_first.try_update_value(std::mem::take) == Some(true);
        let is_told = is_first && room.is_signed_in && !waits;
        if let Content::Feed(shown) = room.content.get_untracked() {
            let topics = lists.followed();
            let is_same = asked.try_update_value(|asked| {
                asked
                    .replace(topics.clone())
                    .is_some_and(|asked| asked == topics)
            });
            if is_same != Some(true) {
                show_feed(engine, topics, shown, is_told, room);
            }
            return;
        }
        if is_told {
            return;
        }
        show(engine, &lists, room);
    });
}

/// Does what a form says in the browser's lists. Whether that can be done there: what is made or
/// deleted by whoever is signed in is gone on with on a page that the server must know of, while it can
/// be reached; and sharing is the server's.
pub(super) fn perform(
    room: Room,
    form: &str,
    fields: &[(String, String)],
    is_reachable: bool,
) -> bool {
    let (Some(engine), Some(Ok(deed))) = (room.engine.get_untracked(), Deed::parse(form, fields))
    else {
        return false;
    };
    let leads_on = matches!(deed, Deed::MakeList { .. } | Deed::DeleteList { .. });
    if leads_on && room.is_signed_in && is_reachable {
        return false;
    }
    let new_list = ListId::from_random(engine::random_bytes());
    let lists = engine.lists().get_untracked();
    engine.change(deed.changes(&lists, new_list));
    let lists = engine.lists().get_untracked();
    match deed {
        Deed::MakeList { .. } if lists.has_list(new_list) => room.go(room.list(new_list)),
        Deed::DeleteList { .. } => room.go(room.lists()),
        _ => {}
    }
    true
}

/// Copies the articles of a shared list into a list of this browser. For whoever is not signed in.
pub(super) fn copy(room: Room, name: String, articles: &[i64]) -> bool {
    let Some(engine) = room.engine.get_untracked() else {
        return false;
    };
    let list = ListId::from_random(engine::random_bytes());
    let lists = engine.lists().get_untracked();
    let articles: Vec<(ArticleId, Option<i64>)> = articles
        .iter()
        .filter_map(|id| Some((ArticleId::new(*id).ok()?, None)))
        .collect();
    let mut changes = lists.make_list(list, name);
    changes.extend(lists.save_many(list, &articles));
    engine.change(changes);
    room.go(room.list(list));
    true
}

fn show(engine: Engine, lists: &Arc<ReadingLists>, room: Room) {
    match room.content.get_untracked() {
        Content::All(_) => room.content.set(Content::All(AllLists::of(lists))),
        Content::One(shown) => {
            let lists = lists.clone();
            let known = known_of(
                shown
                    .entries
                    .iter()
                    .filter_map(|entry| entry.listed.as_ref()),
            );
            let make = move |lists: &ReadingLists, known: &BTreeMap<i64, ListedArticle>| {
                let (list, choice) = (shown.card.id, shown.choice.clone());
                let sharing = shown.sharing.clone();
                let page = OneList::of(lists, list, choice, sharing, |id| known.get(&id.get()));
                Content::One(Box::new(page))
            };
            let Content::One(now) = room.content.get_untracked() else {
                return;
            };
            let needed = articles_needed(&lists, now.card.id, &now.choice);
            fill(engine, lists, needed, known, make, room);
        }
        Content::History(shown) => {
            let visits = lists.history();
            let pages = visits.len().div_ceil(HISTORY_PAGE).max(1);
            let page = shown.page.min(pages);
            let visits: Vec<_> = visits
                .into_iter()
                .skip((page - 1) * HISTORY_PAGE)
                .take(HISTORY_PAGE)
                .collect();
            let needed = visits.iter().map(|visit| visit.article).collect();
            let known = known_of(
                shown
                    .visits
                    .iter()
                    .filter_map(|visit| visit.listed.as_ref()),
            );
            let make = move |lists: &ReadingLists, known: &BTreeMap<i64, ListedArticle>| {
                Content::History(HistoryPage {
                    keeps_history: lists.keeps_history(),
                    visits: visits
                        .iter()
                        .map(|visit| VisitedArticle {
                            article: visit.article.get(),
                            listed: known.get(&visit.article.get()).cloned(),
                            opened: moment(visit.at),
                        })
                        .collect(),
                    page,
                    pages,
                })
            };
            fill(engine, lists.clone(), needed, known, make, room);
        }
        Content::Following(shown) => name_followed(engine, lists.clone(), shown, room),
        Content::Feed(_)
        | Content::Join { .. }
        | Content::Files(_)
        | Content::Shared(_)
        | Content::Away => {}
    }
}

/// Shows what is followed as soon as its names are known.
fn name_followed(engine: Engine, lists: Arc<ReadingLists>, shown: FollowingPage, room: Room) {
    let topics = lists.followed();
    let mut names = shown.names();
    let missing: Vec<Topic> = topics
        .iter()
        .filter(|topic| names.iter().all(|named| named.topic != **topic))
        .copied()
        .collect();
    if missing.is_empty() {
        let page = FollowingPage::of(&topics, &names, true);
        room.content.set(Content::Following(page));
        return;
    }
    spawn_local(async move {
        let (found, is_asked) = engine.name_topics(missing).await;
        names.extend(found);
        let is_newest = engine
            .lists()
            .try_get_untracked()
            .is_some_and(|newest| Arc::ptr_eq(&newest, &lists));
        if is_newest {
            let page = FollowingPage::of(&topics, &names, is_asked);
            room.content.try_set(Content::Following(page));
        }
    });
}

/// Shows a page of the feed. `is_told`: the server has just done so.
fn show_feed(engine: Engine, topics: Vec<Topic>, shown: FeedPage, is_told: bool, room: Room) {
    engine.begin_feed_visit();
    let is_first_page = shown.before.is_none();
    let see = move |mark: Option<i64>| {
        if is_first_page {
            engine.see_feed(mark);
        }
    };
    if is_told {
        let seen = engine.feed_mark(shown.seen);
        let is_anything = !shown.articles.is_empty();
        room.content.set(Content::Feed(FeedPage { seen, ..shown }));
        if is_anything {
            see(seen);
        }
        return;
    }
    if topics.is_empty() {
        room.content.set(Content::Feed(FeedPage {
            followed: Some(0),
            ..FeedPage::default()
        }));
        return;
    }
    spawn_local(async move {
        let mut found = engine.find_feed(topics.clone(), shown.before).await;
        let is_newest = engine
            .lists()
            .try_get_untracked()
            .is_some_and(|lists| lists.followed() == topics);
        if !is_newest {
            return;
        }
        let is_seen = !found.is_out_of_reach && !found.articles.is_empty();
        if found.is_out_of_reach && found.articles.is_empty() {
            found.articles = shown.articles;
        }
        let seen = found.seen;
        if room.content.try_set(Content::Feed(found)).is_none() && is_seen {
            see(seen);
        }
    });
}

fn known_of<'a>(articles: impl Iterator<Item = &'a ListedArticle>) -> BTreeMap<i64, ListedArticle> {
    articles
        .map(|article| (article.id, article.clone()))
        .collect()
}

/// Shows the page as soon as its articles are known.
fn fill(
    engine: Engine,
    lists: Arc<ReadingLists>,
    needed: Vec<ArticleId>,
    known: BTreeMap<i64, ListedArticle>,
    make: impl Fn(&ReadingLists, &BTreeMap<i64, ListedArticle>) -> Content + 'static,
    room: Room,
) {
    let missing: Vec<ArticleId> = needed
        .into_iter()
        .filter(|id| !known.contains_key(&id.get()))
        .collect();
    if missing.is_empty() {
        room.content.set(make(&lists, &known));
        return;
    }
    let known = Rc::new(RefCell::new(known));
    let show = Rc::new(move |known: &BTreeMap<i64, ListedArticle>| {
        // Something newer may be on the page by now.
        let is_newest = engine
            .lists()
            .try_get_untracked()
            .is_some_and(|newest| Arc::ptr_eq(&newest, &lists));
        if is_newest {
            room.content.try_set(make(&lists, known));
        }
    });
    spawn_local(async move {
        let count = missing.len();
        let come = {
            let (known, show) = (known.clone(), show.clone());
            move |articles: Articles| {
                let all = articles.found.len() + articles.withdrawn.len() + articles.unknown.len();
                known.borrow_mut().extend(known_of(articles.found.iter()));
                // What is still to come must not look as if it were gone.
                if all >= count {
                    show(&known.borrow());
                }
            }
        };
        engine.articles(missing, come).await;
        show(&known.borrow());
    });
}

/// A moment in the words of the browser, for what only the browser knows.
#[expect(clippy::cast_precision_loss, reason = "milliseconds far below 2^53")]
fn moment(milliseconds: i64) -> Moment {
    let date = js_sys::Date::new(&JsValue::from_f64(milliseconds as f64));
    let language = document()
        .document_element()
        .and_then(|root| root.get_attribute("lang"))
        .unwrap_or_default();
    Moment {
        iso: date.to_iso_string().into(),
        words: date.to_locale_string(&language, &JsValue::UNDEFINED).into(),
    }
}
