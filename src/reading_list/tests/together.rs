//! A list that several people edit.

use super::*;
use crate::reading_list::store::{delete_editor, leave_lists};
use reading::Topic;

fn list() -> ListId {
    ListId::from_random(bytes())
}

#[tokio::test]
async fn what_is_done_in_the_list_is_everybodys_and_what_is_personal_nobodys() {
    on_each(async |database: Database| {
        let (owner, editor) = (person(&database).await, person(&database).await);
        let stranger = person(&database).await;
        let (shared, private) = (list(), list());
        edit_together(&database, shared, &[owner, editor]).await;
        let (mut phone, mut desk) = (Device::new(), Device::new());
        let in_list = [
            phone.make(name(shared, "Бірге")),
            phone.make(save(shared, 1)),
            phone.make(Change::DescribeList {
                list: shared,
                text: "d".to_owned(),
            }),
        ];
        let topic = Topic {
            kind: reading::TopicKind::Tag,
            id: 1,
        };
        let personal = [
            phone.make(note(1, "құпия")),
            phone.make(Change::MarkRead {
                article: article(1),
                is_read: true,
            }),
            phone.make(Change::Archive {
                article: article(1),
                is_archived: true,
            }),
            phone.make(Change::Visit {
                article: article(1),
            }),
            phone.make(Change::Follow { topic }),
            phone.make(Change::OrderLists {
                list: shared,
                position: place(1),
            }),
            phone.make(save(private, 7)),
            phone.make(save(ListId::LATER, 8)),
            phone.make(Change::SeeFeed),
        ];
        sync(&database, owner, 0, &[&in_list[..], &personal[..]].concat()).await;
        let (operations, last) = log(&database, editor).await;
        assert_eq!((operations.as_slice(), last), (&in_list[..], 3));
        let theirs = lists(&database, editor).await;
        assert_eq!(saved(&theirs, shared), [1]);
        assert_eq!(theirs.note(article(1)), "");
        // What is done after something was seen is later than that.
        desk.clock.observe(in_list[2].time);
        let taken = [
            desk.make(Change::Remove {
                list: shared,
                article: article(1),
            }),
            desk.make(save(shared, 2)),
        ];
        sync(&database, editor, 3, &taken).await;
        assert_eq!(saved(&lists(&database, owner).await, shared), [2]);
        assert_eq!(sync(&database, owner, 12, &[]).await.operations, taken);
        assert_eq!(log(&database, stranger).await, (Vec::new(), 0));
        // A form goes the same way.
        change_of(&database, editor, NOON, |lists| {
            vec![lists.save_last(shared, article(3)).expect("a place")]
        })
        .await
        .expect("saved");
        assert_eq!(saved(&lists(&database, owner).await, shared), [2, 3]);
    })
    .await;
}

#[tokio::test]
async fn whoever_is_removed_works_on_a_copy_of_their_own() {
    on_each(async |database: Database| {
        let (owner, editor) = (person(&database).await, person(&database).await);
        let shared = list();
        edit_together(&database, shared, &[owner, editor]).await;
        let (mut phone, mut desk) = (Device::new(), Device::new());
        sync(&database, owner, 0, &[phone.make(save(shared, 1))]).await;
        let mut transaction = database.write().await.expect("a transaction");
        let record = EditorRecord {
            list: shared,
            person: editor,
            owner,
        };
        assert!(
            delete_editor(&mut transaction, record)
                .await
                .expect("an answer")
        );
        let record = EditorRecord {
            list: shared,
            person: owner,
            owner,
        };
        assert!(
            !delete_editor(&mut transaction, record)
                .await
                .expect("an answer"),
            "the owner stays"
        );
        transaction.commit().await.expect("a commit");
        sync(&database, editor, 1, &[desk.make(save(shared, 2))]).await;
        sync(&database, owner, 1, &[phone.make(save(shared, 3))]).await;
        assert_eq!(saved(&lists(&database, owner).await, shared), [1, 3]);
        assert_eq!(saved(&lists(&database, editor).await, shared), [1, 2]);
    })
    .await;
}

/// Ids of lists are told to all who edit them, so somebody may use one again.
#[tokio::test]
async fn a_list_of_the_same_id_is_another_one_when_it_is_somebody_elses() {
    on_each(async |database: Database| {
        let (owner, editor) = (person(&database).await, person(&database).await);
        let (gone, friend) = (person(&database).await, person(&database).await);
        let shared = list();
        edit_together(&database, shared, &[owner, editor]).await;
        edit_together(&database, shared, &[gone, friend]).await;
        let mut phone = Device::new();
        sync(&database, gone, 0, &[phone.make(save(shared, 9))]).await;
        assert_eq!(saved(&lists(&database, friend).await, shared), [9]);
        for person in [owner, editor] {
            assert_eq!(log(&database, person).await.1, 0);
        }
    })
    .await;
}

#[tokio::test]
async fn to_delete_a_shared_list_is_to_leave_it() {
    on_each(async |database: Database| {
        let (owner, editor) = (person(&database).await, person(&database).await);
        let third = person(&database).await;
        let shared = list();
        edit_together(&database, shared, &[owner, editor, third]).await;
        let (mut phone, mut desk) = (Device::new(), Device::new());
        let old = desk.make(Change::DeleteList { list: shared });
        sync(
            &database,
            owner,
            0,
            &[
                phone.make(name(shared, "Бірге")),
                phone.make(save(shared, 1)),
            ],
        )
        .await;
        // A deletion from before comes late, and finds the list used since.
        let mut late = old;
        late.time.wall = NOON - 1_000;
        sync(&database, editor, 2, &[late]).await;
        sync(&database, owner, 2, &[phone.make(save(shared, 2))]).await;
        assert_eq!(saved(&lists(&database, editor).await, shared), [1, 2]);
        desk.clock.issue(NOON + 1);
        let gone = [
            desk.make(Change::DeleteList { list: shared }),
            desk.make(name(shared, "Өзімдікі")),
        ];
        sync(&database, editor, 4, &gone).await;
        let names = |lists: ReadingLists| {
            lists
                .lists()
                .into_iter()
                .find(|found| found.id == shared)
                .and_then(|found| found.name)
        };
        assert_eq!(
            names(lists(&database, owner).await).as_deref(),
            Some("Бірге")
        );
        assert_eq!(
            names(lists(&database, editor).await).as_deref(),
            Some("Өзімдікі")
        );
        sync(&database, owner, 3, &[phone.make(save(shared, 3))]).await;
        assert_eq!(saved(&lists(&database, editor).await, shared), [1, 2]);
        assert_eq!(saved(&lists(&database, third).await, shared), [1, 2, 3]);
        // With the owner all others leave it.
        let mut transaction = database.write().await.expect("a transaction");
        leave_lists(&mut transaction, owner, &[shared], NOON)
            .await
            .expect("left");
        transaction.commit().await.expect("a commit");
        sync(&database, third, 4, &[desk.make(save(shared, 4))]).await;
        assert_eq!(saved(&lists(&database, owner).await, shared), [1, 2, 3]);
    })
    .await;
}

#[tokio::test]
async fn all_write_at_once_and_nothing_is_lost() {
    on_each(async |database: Database| {
        let people = [
            person(&database).await,
            person(&database).await,
            person(&database).await,
        ];
        let (one, two) = (list(), list());
        // Each list has another owner, so that rows are wanted in every order.
        edit_together(&database, one, &people).await;
        edit_together(&database, two, &[people[2], people[1], people[0]]).await;
        let mut writers = Vec::new();
        for (index, person) in people.into_iter().enumerate() {
            let mut device = Device::new();
            let parcels: Vec<Vec<Operation>> = (0..6_i64)
                .map(|round| {
                    let number = i64::try_from(index).expect("small") * 100 + round + 1;
                    vec![
                        device.make(save(one, number)),
                        device.make(save(two, number)),
                        device.make(note(number, "n")),
                    ]
                })
                .collect();
            let database = database.clone();
            writers.push(tokio::spawn(async move {
                for parcel in parcels {
                    sync(&database, person, 0, &parcel).await;
                }
            }));
        }
        for writer in writers {
            writer.await.expect("no deadlock");
        }
        for person in people {
            let (operations, last) = log(&database, person).await;
            assert_eq!(last, 6 * (2 * 3 + 1));
            assert_eq!(
                i64::try_from(operations.len()),
                Ok(last),
                "no number is left out"
            );
            let found = lists(&database, person).await;
            assert_eq!(saved(&found, one).len(), 18);
            assert_eq!(saved(&found, one), saved(&found, two));
        }
    })
    .await;
}
