//! What lists show of their articles: from the device first, so that they are there without a
//! network, then from the server.

use super::Engine;
use crate::{
    desk::client::call,
    reading_list::{
        api::FindArticles,
        model::{Articles, ListedArticle, MOST_ARTICLES_AT_ONCE},
    },
};
use leptos::{prelude::*, task::spawn_local};
use reading::{ArticleId, Change, Operation};
use std::collections::BTreeSet;

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

    /// Gets what lists show of the articles that these operations save.
    pub(super) fn keep_saved_articles(self, operations: &[Operation]) {
        let saved: BTreeSet<ArticleId> = operations
            .iter()
            .filter_map(|operation| match operation.change {
                Change::Save { article, .. } => Some(article),
                _ => None,
            })
            .collect();
        self.fetch_missing(saved);
    }

    /// Gets what is missing of saved articles, for when there is no network.
    pub(super) fn fill_articles(self) {
        self.fetch_missing(self.lists.get_untracked().saved_articles());
    }

    fn fetch_missing(self, ids: BTreeSet<ArticleId>) {
        let store = self.store();
        if ids.is_empty() || !store.is_open() {
            return;
        }
        spawn_local(async move {
            let numbers: Vec<i64> = ids.iter().map(|id| id.get()).collect();
            let kept: BTreeSet<i64> = store
                .articles(&numbers)
                .await
                .iter()
                .map(|article: &ListedArticle| article.id)
                .collect();
            let missing: Vec<ArticleId> = ids
                .into_iter()
                .filter(|id| !kept.contains(&id.get()))
                .take(MOST_ARTICLES_AT_ONCE)
                .collect();
            if missing.is_empty() {
                return;
            }
            if let Ok(articles) = call(FindArticles { articles: missing }).await {
                store.keep_articles(&articles.found).await;
            }
        });
    }
}
