//! Every way a save can go.

use super::*;
use crate::{
    desk::manuscript::store::{find_revision, set_status},
    error::Problem,
};

/// Two people and a draft of the first, with a headline and three paragraphs.
pub(super) async fn begin(database: &Database) -> (Writer, Writer, ManuscriptRecord) {
    let mut transaction = database.write().await.expect("a transaction");
    let author = person(&mut transaction, "Айжан", false).await;
    let editor = person(&mut transaction, "Болат", true).await;
    let text = state("Бас", &["бір", "екі", "үш"]);
    let manuscript = draft(&mut transaction, &author, &text).await;
    transaction.commit().await.expect("committed");
    (author, editor, manuscript)
}

pub(super) fn kept(kept: &Kept) -> i64 {
    match kept {
        Kept::Head(id) => *id,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_save_from_the_newest_becomes_the_newest() {
    on_each(async |database: Database| {
        let (author, _, manuscript) = begin(&database).await;
        let first = manuscript.head_id;
        let text = state("Басқа", &["бір", "екі"]);
        let name = operation();
        let request = request(manuscript.id, first, &name, &text);
        let saved = save(&database, &author, request.clone(), NOON + 1)
            .await
            .expect("saved");
        let id = kept(&saved);
        assert_eq!(head(&database, manuscript.id).await, (id, text.clone()));

        let again = save(&database, &author, request.clone(), NOON + 2)
            .await
            .expect("again");
        assert_eq!(kept(&again), id, "the same operation changes nothing");
        assert_eq!(count(&database, manuscript.id).await, 2);
        let nothing_new = super::request(manuscript.id, id, &operation(), &text);
        let saved = save(&database, &author, nothing_new, NOON + 3)
            .await
            .expect("saved");
        assert_eq!(kept(&saved), id, "nothing differs");
        assert_eq!(count(&database, manuscript.id).await, 2);

        let next = super::request(manuscript.id, id, &operation(), &state("Үшінші", &["бір"]));
        save(&database, &author, next, NOON + 4)
            .await
            .expect("saved");
        let late = save(&database, &author, request.clone(), NOON + 5)
            .await
            .expect("again");
        assert_eq!(
            kept(&late),
            id,
            "answered as before, whatever came after it"
        );

        let other_words = super::request(manuscript.id, id, &name, &state("", &["басқа"]));
        let refused = save(&database, &author, other_words, NOON)
            .await
            .expect_err("refused");
        assert_eq!(refused, AppError::invalid("operation", Problem::NotAChoice));
        let mut connection = database.read().await.expect("a connection");
        let parent = find_revision(&mut connection, manuscript.id, id)
            .await
            .expect("an answer")
            .expect("there");
        assert_eq!(
            (parent.parent_id, parent.kind),
            (Some(first), RevisionKind::Saved)
        );
    })
    .await;
}

#[tokio::test]
async fn changes_in_different_places_are_merged() {
    on_each(async |database: Database| {
        let (author, editor, manuscript) = begin(&database).await;
        let first = manuscript.head_id;
        let theirs = state("Редактордың", &["бір", "екі", "ҮШ"]);
        let request = request(manuscript.id, first, &operation(), &theirs);
        save(&database, &editor, request, NOON + 1)
            .await
            .expect("saved");
        let mine = state("Бас", &["БІР", "екі", "үш", "төрт"]);
        let request = super::request(manuscript.id, first, &operation(), &mine);
        let saved = save(&database, &author, request.clone(), NOON + 2)
            .await
            .expect("saved");
        let Kept::Merged {
            mine: aside,
            revision,
        } = saved
        else {
            panic!("{saved:?}");
        };
        let both = state("Редактордың", &["БІР", "екі", "ҮШ", "төрт"]);
        assert_eq!(
            head(&database, manuscript.id).await,
            (revision.id, both.clone())
        );
        assert_eq!(
            (revision.merged_id, revision.kind),
            (Some(aside), RevisionKind::Merged)
        );
        let mut connection = database.read().await.expect("a connection");
        let kept_aside = find_revision(&mut connection, manuscript.id, aside)
            .await
            .expect("an answer")
            .expect("there");
        drop(connection);
        assert_eq!(kept_aside.state().expect("a state"), mine, "as it was sent");

        let rows = count(&database, manuscript.id).await;
        let again = save(&database, &author, request, NOON + 3)
            .await
            .expect("again");
        let Kept::Merged {
            mine: same,
            revision: also,
        } = again
        else {
            panic!("{again:?}");
        };
        assert_eq!((same, also.id), (aside, revision.id));
        assert_eq!(count(&database, manuscript.id).await, rows);

        // Nothing was typed since an old state: the newest is told, and nothing is kept.
        let old = super::request(
            manuscript.id,
            first,
            &operation(),
            &state("Бас", &["бір", "екі", "үш"]),
        );
        let told = save(&database, &author, old, NOON + 4).await.expect("told");
        assert!(matches!(told, Kept::Merged { revision, .. } if revision.id == also.id));
        // The same as the newest, by another way.
        let alike = super::request(manuscript.id, first, &operation(), &both);
        let told = save(&database, &author, alike, NOON + 4)
            .await
            .expect("told");
        assert_eq!(kept(&told), also.id);
        assert_eq!(count(&database, manuscript.id).await, rows);
    })
    .await;
}

#[tokio::test]
async fn two_who_save_at_once_both_keep_their_words() {
    on_each(async |database: Database| {
        let (author, editor, manuscript) = begin(&database).await;
        let base = manuscript.head_id;
        let one = request(
            manuscript.id,
            base,
            &operation(),
            &state("Бас", &["БІР", "екі", "үш"]),
        );
        let two = request(
            manuscript.id,
            base,
            &operation(),
            &state("Бас", &["бір", "екі", "ҮШ"]),
        );
        let (first, second) = tokio::join!(
            save(&database, &author, one, NOON + 1),
            save(&database, &editor, two, NOON + 1)
        );
        let outcomes = [first.expect("saved"), second.expect("saved")];
        let merged = outcomes
            .iter()
            .filter(|kept| matches!(kept, Kept::Merged { .. }))
            .count();
        assert_eq!(merged, 1, "{outcomes:?}");
        let (_, newest) = head(&database, manuscript.id).await;
        assert_eq!(newest, state("Бас", &["БІР", "екі", "ҮШ"]));
    })
    .await;
}

#[tokio::test]
async fn an_operation_that_comes_twice_at_once_is_done_once() {
    on_each(async |database: Database| {
        let (author, _, manuscript) = begin(&database).await;
        let text = state("Бас", &["БІР"]);
        let request = request(manuscript.id, manuscript.head_id, &operation(), &text);
        let saves = (0..4).map(|_| save(&database, &author, request.clone(), NOON + 1));
        let ids: Vec<i64> = futures::future::join_all(saves)
            .await
            .into_iter()
            .map(|outcome| kept(&outcome.expect("saved")))
            .collect();
        assert!(ids.iter().all(|id| *id == ids[0]), "{ids:?}");
        assert_eq!(count(&database, manuscript.id).await, 2);
    })
    .await;
}

#[tokio::test]
async fn only_who_may_write_saves_and_a_repetition_is_answered_all_the_same() {
    on_each(async |database: Database| {
        let (author, editor, manuscript) = begin(&database).await;
        let mut transaction = database.write().await.expect("a transaction");
        let stranger = person(&mut transaction, "Бөтен", false).await;
        transaction.commit().await.expect("committed");
        let text = state("Бас", &["БІР"]);
        let first = request(manuscript.id, manuscript.head_id, &operation(), &text);
        for who in [&stranger] {
            let refused = save(&database, who, first.clone(), NOON)
                .await
                .expect_err("refused");
            assert_eq!(refused, AppError::Forbidden);
        }
        save(&database, &author, first.clone(), NOON)
            .await
            .expect("saved");
        let refused = save(&database, &editor, first.clone(), NOON)
            .await
            .expect_err("refused");
        assert_eq!(
            refused,
            AppError::invalid("operation", Problem::NotAChoice),
            "not theirs"
        );
        let mut transaction = database.write().await.expect("a transaction");
        set_status(&mut transaction, manuscript.id, Status::Submitted, NOON)
            .await
            .expect("submitted");
        transaction.commit().await.expect("committed");
        save(&database, &author, first, NOON)
            .await
            .expect("the answer that was lost");
        let (newest, _) = head(&database, manuscript.id).await;
        let next = request(
            manuscript.id,
            newest,
            &operation(),
            &state("Бас", &["жаңа"]),
        );
        let refused = save(&database, &author, next, NOON)
            .await
            .expect_err("refused");
        assert_eq!(refused, AppError::Forbidden);
        let missing = request(999_999, newest, &operation(), &text);
        let refused = save(&database, &editor, missing, NOON)
            .await
            .expect_err("refused");
        assert_eq!(refused, AppError::NotFound);
        let unknown = State {
            fields: Fields {
                section: Some(999_999),
                ..Fields::default()
            },
            body: Document::default(),
        };
        let request = request(manuscript.id, newest, &operation(), &unknown);
        let refused = save(&database, &editor, request, NOON)
            .await
            .expect_err("refused");
        assert_eq!(refused, AppError::invalid("section", Problem::NotAChoice));
    })
    .await;
}

#[tokio::test]
async fn a_state_that_is_laid_aside_stays_there_however_often_it_is_sent() {
    on_each(async |database: Database| {
        let (author, _, manuscript) = begin(&database).await;
        let text = state("Бас", &["бір", "екі", "ҮШ"]);
        let mut left = request(manuscript.id, manuscript.head_id, &operation(), &text);
        left.aside = true;
        for _ in 0..2 {
            let told = save(&database, &author, left.clone(), NOON + 1).await;
            assert_eq!(kept(&told.expect("kept")), manuscript.head_id);
            assert_eq!(count(&database, manuscript.id).await, 2);
        }
        let (newest, _) = head(&database, manuscript.id).await;
        assert_eq!(newest, manuscript.head_id);
    })
    .await;
}

#[tokio::test]
async fn a_save_whose_answer_was_lost_is_what_the_next_one_is_made_from() {
    on_each(async |database: Database| {
        let (author, _, manuscript) = begin(&database).await;
        let first = manuscript.head_id;
        let lost = operation();
        let text = state("Бас", &["бірінші", "екі", "үш"]);
        let sent = request(manuscript.id, first, &lost, &text);
        save(&database, &author, sent, NOON + 1)
            .await
            .expect("saved");
        let text = state("Бас", &["бірінші сөз", "екі", "үш"]);
        let mut next = request(manuscript.id, first, &operation(), &text);
        next.after = vec![operation(), lost];
        let kept = kept(
            &save(&database, &author, next, NOON + 2)
                .await
                .expect("saved"),
        );
        assert_eq!(head(&database, manuscript.id).await, (kept, text));
    })
    .await;
}
