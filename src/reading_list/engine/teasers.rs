//! What lists show of their articles: from the device first, so that they are there without a
//! network, then from the server.

use super::Engine;
use crate::{
    desk::client::{
        call,
        surface::{Handle, object},
    },
    reading_list::{
        api::FindArticles,
        model::{Articles, MOST_ARTICLES_AT_ONCE},
    },
};
use js_sys::{Array, Promise};
use leptos::{prelude::*, task::spawn_local};
use reading::{ArticleId, Filter, Sorting};
use std::{cmp::Reverse, collections::BTreeSet};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

impl Engine {
    /// What lists show of articles. `show` is called with what the device has, and then, if it comes,
    /// with what the server says. Only of articles that the server knows can `withdrawn` and `unknown`
    /// be told.
    pub async fn articles(self, ids: Vec<ArticleId>, show: impl Fn(Articles)) {
        let numbers: Vec<i64> = ids.iter().map(|id| id.get()).collect();
        let kept = self.store().articles(&numbers).await;
        if !kept.is_empty() {
            show(Articles {
                found: kept,
                ..Articles::default()
            });
        }
        let mut all = Articles::default();
        for ids in ids.chunks(MOST_ARTICLES_AT_ONCE) {
            let asked = FindArticles {
                articles: ids.to_vec(),
            };
            let Ok(articles) = call(asked).await else {
                return;
            };
            self.store().keep_articles(&articles.found).await;
            all.found.extend(articles.found);
            all.withdrawn.extend(articles.withdrawn);
            all.unknown.extend(articles.unknown);
        }
        show(all);
    }

    /// Gets what is missing of saved articles for when there is no network, and has the articles
    /// themselves kept. Each is asked for once by each page that is loaded.
    pub(super) fn fill_articles(self) {
        let store = self.store();
        let saved = self.lists.get_untracked().saved_articles();
        if !store.is_open() {
            return;
        }
        spawn_local(async move {
            let kept = store.kept_articles().await;
            let missing: Vec<ArticleId> = self
                .update(|machine| {
                    saved
                        .into_iter()
                        .filter(|id| !kept.contains(&id.get()) && machine.asked.insert(id.get()))
                        .collect()
                })
                .unwrap_or_default();
            for ids in missing.chunks(MOST_ARTICLES_AT_ONCE) {
                let asked = FindArticles {
                    articles: ids.to_vec(),
                };
                match call(asked).await {
                    Ok(articles) => store.keep_articles(&articles.found).await,
                    Err(_) => {
                        self.update(|machine| {
                            machine
                                .asked
                                .retain(|asked| ids.iter().all(|id| id.get() != *asked));
                        });
                        break;
                    }
                }
            }
            self.pin_articles().await;
        });
    }

    /// Tells the service worker which articles are to open without a network: of those that wait to be
    /// read, the last saved.
    async fn pin_articles(self) {
        let lists = self.lists.get_untracked();
        let mut waiting: Vec<_> = lists
            .lists()
            .iter()
            .flat_map(|list| lists.articles(list.id, Sorting::Own, Filter::Unread))
            .map(|entry| (Reverse(entry.saved_at), entry.article.get()))
            .collect();
        waiting.sort_unstable();
        let mut seen = BTreeSet::new();
        let ids: Vec<i64> = waiting
            .into_iter()
            .filter_map(|(_, id)| seen.insert(id).then_some(id))
            .take(MOST_PINNED)
            .collect();
        let articles = self.store().articles(&ids).await;
        let paths: Vec<String> = articles
            .into_iter()
            .map(|article| article.teaser.href)
            .collect();
        let is_new = self.update(|machine| {
            let is_new = machine.pinned != paths;
            machine.pinned.clone_from(&paths);
            is_new
        });
        if is_new == Some(true) {
            pin(&paths);
            // The part that shows the lists is to be there too when there is no network.
            let _ = crate::reading_list::part_of_pages::preload().await;
        }
    }
}

/// How many articles the service worker is asked to keep (`service-worker/src/pages.ts`).
const MOST_PINNED: usize = 100;

/// Asks the service worker, where there is one, to keep what stands at these paths.
fn pin(paths: &[String]) {
    let workers = Handle::from(JsValue::from(window().navigator())).member("serviceWorker");
    let Some(workers) = workers.filter(JsValue::is_object) else {
        return;
    };
    // The first visit has only just begun to set it up.
    let ready = Handle::from(workers).member("ready");
    let Some(Ok(ready)) = ready.map(JsCast::dyn_into::<Promise>) else {
        return;
    };
    let paths: Array = paths
        .iter()
        .map(|path| JsValue::from(path.as_str()))
        .collect();
    let message = object(&[("pinned", paths.into())]);
    spawn_local(async move {
        let Ok(registration) = JsFuture::from(ready).await else {
            return;
        };
        if let Some(worker) = Handle::from(registration).member("active") {
            Handle::from(worker).call("postMessage", &[message]);
        }
    });
}
