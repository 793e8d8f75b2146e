//! The lists of words on both databases.

use super::*;
use crate::{
    account::model::Role,
    comment::testing::{NOON, add_person},
    server::database::{
        Database,
        testing::{on_each, plan, walks},
    },
};

fn patterns(words: &[WordRecord]) -> Vec<&str> {
    words.iter().map(|word| word.pattern.as_str()).collect()
}

#[tokio::test]
async fn lists_are_kept_apart_and_have_each_pattern_once() {
    on_each(async |database: Database| {
        let moderator = add_person(&database, Role::Moderator).await;
        let mut connection = database.write().await.expect("a transaction");
        let words = |words: &[&str]| {
            words
                .iter()
                .map(|word| (*word).to_owned())
                .collect::<Vec<_>>()
        };
        let mut add = async |list, some: &[&str]| {
            add_words(&mut connection, list, &words(some), moderator, NOON)
                .await
                .expect("added")
        };
        assert_eq!(add(List::Reject, &["idiot", "дурак*"]).await, 2);
        assert_eq!(add(List::Reject, &["idiot", "ақымақ"]).await, 1);
        assert_eq!(add(List::Hold, &["idiot"]).await, 1);
        assert_eq!(add(List::Hold, &[]).await, 0);
        let (reject, hold) = load_word_lists(&mut connection).await.expect("lists");
        assert_eq!(patterns(&hold), ["idiot"]);
        let mut sorted = patterns(&reject);
        sorted.sort_unstable();
        assert_eq!(sorted, ["idiot", "ақымақ", "дурак*"]);
        let removed = remove_words(&mut connection, &[hold[0].id])
            .await
            .expect("removed");
        assert_eq!(removed, hold);
        let (reject, hold) = load_word_lists(&mut connection).await.expect("lists");
        assert_eq!((reject.len(), hold.len()), (3, 0));
    })
    .await;
}

#[tokio::test]
async fn a_list_is_read_along_an_index() {
    on_each(async |database: Database| {
        let mut connection = database.read().await.expect("a connection");
        // The word is written out, because places stand for numbers in plans.
        let sql = OF_LIST.replace("$1", "'hold'");
        let lines = plan(&mut connection, database.kind(), &sql).await;
        assert!(walks(&lines).is_empty(), "{lines:#?}");
    })
    .await;
}
