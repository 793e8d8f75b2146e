//! What this device keeps in the browser's IndexedDB (W3C, Indexed Database API 3.0).
//!
//! Three stores: `copies` (what is confirmed), `waiting` (a record for each operation that waits, by
//! owner and id) and `articles` (what lists show of an article; the
//! feed and the names of what is followed, by owner). Tabs write at the same time, so what
//! is confirmed is read, merged and written in one transaction: since a merge only adds, nothing of
//! another tab is lost.

mod database;

use super::Owner;
use crate::reading_list::model::ListedArticle;
use database::{Database, Transaction};
use reading::{Operation, OperationId, ReadingLists};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use std::collections::{BTreeMap, BTreeSet};

const COPIES: &str = "copies";
const WAITING: &str = "waiting";
const ARTICLES: &str = "articles";

/// More articles than this are quicker to find among all that are kept.
const ONE_BY_ONE: usize = 200;

/// The copy of one owner.
#[derive(Default)]
pub(super) struct Stored {
    /// What is confirmed.
    pub confirmed: ReadingLists,
    /// The number that the server told last.
    pub last: i64,
    /// What waits.
    pub waiting: Vec<Operation>,
}

/// A record of `copies`.
#[derive(Default, Serialize, Deserialize)]
struct Kept {
    confirmed: ReadingLists,
    last: i64,
}

/// What has become confirmed, as it is to be written.
pub(super) struct Settled<'a> {
    /// All that is confirmed.
    pub confirmed: &'a ReadingLists,
    /// The number that the server told last.
    pub last: i64,
    /// What waits no longer.
    pub done: &'a [OperationId],
    /// What waits with a new time.
    pub restamped: &'a [Operation],
}

/// The device's storage, once it is open. Where the browser denies it, nothing is kept.
#[derive(Clone, Debug, Default)]
pub(super) struct Store {
    database: Option<Database>,
}

impl Store {
    /// Opens it.
    pub(super) async fn open() -> Self {
        let database = Database::open("reading-lists", &[COPIES, WAITING, ARTICLES]).await;
        Self { database }
    }

    pub(super) fn is_open(&self) -> bool {
        self.database.is_some()
    }

    /// What is kept of an owner. None when it cannot be read.
    pub(super) async fn read(&self, owner: Owner) -> Option<Stored> {
        let transaction = self.begin(&[COPIES, WAITING], false)?;
        read_all(&transaction, owner).await
    }

    /// Whose lists were kept last: somebody's who was signed in, otherwise the device's own.
    pub(super) async fn last_owner(&self) -> Owner {
        let Some(transaction) = self.begin(&[COPIES], false) else {
            return Owner::Device;
        };
        let keys = transaction.keys(COPIES).await;
        keys.iter()
            .find_map(|key| key.strip_prefix("person-")?.parse().ok())
            .map_or(Owner::Device, Owner::Person)
    }

    /// Keeps operations that wait. Whether it has been written.
    pub(super) async fn keep(&self, owner: Owner, operations: &[Operation]) -> bool {
        let Some(transaction) = self.begin(&[WAITING], true) else {
            return false;
        };
        put_waiting(&transaction, owner, operations);
        transaction.finish().await
    }

    /// Takes out operations that will never be sent.
    pub(super) async fn drop_waiting(&self, owner: Owner, ids: &[OperationId]) -> bool {
        let Some(transaction) = self.begin(&[WAITING], true) else {
            return false;
        };
        for id in ids {
            transaction.delete(WAITING, &waiting_key(owner, *id));
        }
        transaction.finish().await
    }

    /// Writes what has become confirmed. Whether it has been written.
    pub(super) async fn settle(&self, owner: Owner, settled: Settled<'_>) -> bool {
        let Some(transaction) = self.begin(&[COPIES, WAITING], true) else {
            return false;
        };
        let mut copy = read_copy(&transaction, owner).await;
        copy.confirmed.merge(settled.confirmed);
        copy.last = settled.last;
        let Ok(json) = serde_json::to_string(&copy) else {
            return false;
        };
        transaction.put(COPIES, &owner.key(), &json);
        for id in settled.done {
            transaction.delete(WAITING, &waiting_key(owner, *id));
        }
        put_waiting(&transaction, owner, settled.restamped);
        transaction.finish().await
    }

    /// Gives somebody who has signed in what was done on this device without an account: it waits
    /// for them from now on. In one transaction, so that it happens once whatever breaks and however
    /// many tabs do it.
    pub(super) async fn adopt(&self, owner: Owner) -> bool {
        let Some(transaction) = self.begin(&[COPIES, WAITING], true) else {
            return false;
        };
        let Some(mut found) = read_all(&transaction, Owner::Device).await else {
            return false;
        };
        for operation in &found.waiting {
            found.confirmed.apply(operation);
        }
        put_waiting(&transaction, owner, &found.confirmed.to_operations());
        transaction.delete(COPIES, &Owner::Device.key());
        transaction.delete_range(WAITING, &range(Owner::Device));
        transaction.finish().await
    }

    /// Takes away what belongs to others who were signed in here: nobody after them is to see it.
    /// What they did and the server has not got stays until they sign in again, and is shown to nobody.
    pub(super) async fn forget_others(&self, owner: Owner) {
        let Some(transaction) = self.begin(&[COPIES, ARTICLES], true) else {
            return;
        };
        let mine = [owner.key(), Owner::Device.key()];
        let others: Vec<String> = transaction
            .keys(COPIES)
            .await
            .into_iter()
            .filter(|key| !mine.contains(key))
            .collect();
        for key in &others {
            transaction.delete(COPIES, key);
        }
        if !others.is_empty() {
            transaction.clear(ARTICLES);
        }
        transaction.finish().await;
    }

    /// What is kept of articles, in the order of the ids; those that are not kept are left out.
    pub(super) async fn articles(&self, ids: &[i64]) -> Vec<ListedArticle> {
        let Some(transaction) = self.begin(&[ARTICLES], false) else {
            return Vec::new();
        };
        let mut found = Vec::new();
        if ids.len() > ONE_BY_ONE {
            let wanted: BTreeSet<i64> = ids.iter().copied().collect();
            let kept = transaction.values(ARTICLES).await;
            let mut kept: BTreeMap<i64, ListedArticle> = kept
                .iter()
                .filter_map(|json| serde_json::from_slice(json.as_bytes()).ok())
                .map(|article: ListedArticle| (article.id, article))
                .filter(|(id, _)| wanted.contains(id))
                .collect();
            return ids.iter().filter_map(|id| kept.remove(id)).collect();
        }
        for id in ids {
            let json = transaction.get(ARTICLES, &id.to_string()).await;
            let article = json.and_then(|json| serde_json::from_slice(json.as_bytes()).ok());
            found.extend(article);
        }
        found
    }

    /// The ids of all articles of which something is kept.
    pub(super) async fn kept_articles(&self) -> BTreeSet<i64> {
        let Some(transaction) = self.begin(&[ARTICLES], false) else {
            return BTreeSet::new();
        };
        let keys = transaction.keys(ARTICLES).await;
        keys.iter().filter_map(|key| key.parse().ok()).collect()
    }

    /// Keeps what lists show of articles.
    pub(super) async fn keep_articles(&self, articles: &[ListedArticle]) {
        let Some(transaction) = self.begin(&[ARTICLES], true) else {
            return;
        };
        for article in articles {
            if let Ok(json) = serde_json::to_string(article) {
                transaction.put(ARTICLES, &article.id.to_string(), &json);
            }
        }
        transaction.finish().await;
    }

    /// What was kept under a name for an owner, beside their lists. It goes when theirs does.
    pub(super) async fn page<T: DeserializeOwned>(&self, owner: Owner, name: &str) -> Option<T> {
        let transaction = self.begin(&[ARTICLES], false)?;
        let json = transaction.get(ARTICLES, &page_key(owner, name)).await?;
        serde_json::from_slice(json.as_bytes()).ok()
    }

    /// Keeps something under a name for an owner.
    pub(super) async fn keep_page(&self, owner: Owner, name: &str, page: &impl Serialize) {
        let Some(transaction) = self.begin(&[ARTICLES], true) else {
            return;
        };
        if let Ok(json) = serde_json::to_string(page) {
            transaction.put(ARTICLES, &page_key(owner, name), &json);
        }
        transaction.finish().await;
    }

    fn begin(&self, stores: &[&str], writes: bool) -> Option<Transaction> {
        self.database.as_ref()?.begin(stores, writes)
    }
}

async fn read_all(transaction: &Transaction, owner: Owner) -> Option<Stored> {
    let Kept { confirmed, last } = read_copy(transaction, owner).await;
    let waiting = transaction.all(WAITING, &range(owner)).await?;
    Some(Stored {
        confirmed,
        last,
        waiting: waiting
            .iter()
            .filter_map(|json| serde_json::from_slice(json.as_bytes()).ok())
            .collect(),
    })
}

/// What cannot be read any more is as if it were not there: an account's copy comes from the server.
async fn read_copy(transaction: &Transaction, owner: Owner) -> Kept {
    transaction
        .get(COPIES, &owner.key())
        .await
        .and_then(|json| serde_json::from_slice(json.as_bytes()).ok())
        .unwrap_or_default()
}

fn put_waiting(transaction: &Transaction, owner: Owner, operations: &[Operation]) {
    for operation in operations {
        if let Ok(json) = serde_json::to_string(operation) {
            transaction.put(WAITING, &waiting_key(owner, operation.id), &json);
        }
    }
}

fn waiting_key(owner: Owner, id: OperationId) -> String {
    format!("{}/{id}", owner.key())
}

/// Articles are kept by their ids, which are numbers.
fn page_key(owner: Owner, name: &str) -> String {
    format!("{name}/{}", owner.key())
}

/// Everything that waits for an owner: `0` comes right after `/`.
fn range(owner: Owner) -> [String; 2] {
    let key = owner.key();
    [format!("{key}/"), format!("{key}0")]
}
