//! The word lists as the checks want them, made once and kept until they change.

use crate::comment::store::words::{Stamp, WordRecord, find_stamp, load_word_lists};
use moderation::{Limits, Rules, WordList, WordRule};
use sqlx::AnyConnection;
use std::{
    fmt,
    sync::{Arc, Mutex, PoisonError},
};

/// Rules, and the state of the lists that they were made of.
type Made = (Stamp, Arc<Rules>);

/// What was made last. Cloning is cheap, all clones are one.
#[derive(Clone, Default)]
pub struct WordLists(Arc<Mutex<Option<Made>>>);

impl fmt::Debug for WordLists {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("WordLists")
    }
}

impl WordLists {
    /// The rules as the database has them now, whichever server has changed them.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn rules(&self, connection: &mut AnyConnection) -> Result<Arc<Rules>, sqlx::Error> {
        let stamp = find_stamp(connection).await?;
        if let Some((of, rules)) = &*self.0.lock().unwrap_or_else(PoisonError::into_inner)
            && *of == stamp
        {
            return Ok(Arc::clone(rules));
        }
        let (reject, hold) = load_word_lists(connection).await?;
        let rules = Arc::new(Rules {
            reject: word_list(reject),
            hold: word_list(hold),
            limits: Limits::default(),
        });
        let made = Some((stamp, Arc::clone(&rules)));
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = made;
        Ok(rules)
    }
}

fn word_list(records: Vec<WordRecord>) -> WordList {
    let rules: Vec<WordRule> = records
        .into_iter()
        .map(|record| WordRule {
            id: record.id,
            pattern: record.pattern,
        })
        .collect();
    WordList::new(&rules)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        account::model::Role,
        comment::{
            store::words::{List, add_words},
            testing::add_person,
        },
        server::database::{Database, testing::on_each},
    };

    #[tokio::test]
    async fn rules_are_kept_until_a_list_changes() {
        on_each(async |database: Database| {
            let lists = WordLists::default();
            let person = add_person(&database, Role::Moderator).await;
            let mut connection = database.write().await.expect("a transaction");
            let add = |word: &str| vec![word.to_owned()];
            add_words(&mut connection, List::Reject, &add("ақымақ"), person, 1)
                .await
                .expect("added");
            let first = lists.rules(&mut connection).await.expect("rules");
            let same = lists.rules(&mut connection).await.expect("rules");
            assert!(Arc::ptr_eq(&first, &same));
            add_words(&mut connection, List::Hold, &add("топас"), person, 2)
                .await
                .expect("added");
            let more = lists.rules(&mut connection).await.expect("rules");
            assert!(!Arc::ptr_eq(&first, &more));
        })
        .await;
    }
}
