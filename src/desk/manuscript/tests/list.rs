//! The list of articles.

use super::*;
use crate::{
    author::store::{NewAuthor, insert_author},
    desk::manuscript::store::{
        HEARD_OF, ListFilter, list_bylines, list_manuscripts, list_presences, list_present_in,
        note_presence, set_status, take_from_others,
    },
    site::{
        address::Cursor,
        store::{Kind, find_by_words, index_some_names},
    },
};

async fn author(connection: &mut AnyConnection, given_name: &str, surname: &str) -> i64 {
    let author = NewAuthor {
        language: Kazakh,
        slug: operation(),
        given_name: given_name.to_owned(),
        surname: surname.to_owned(),
        about: String::new(),
        translation_group: operation(),
    };
    insert_author(connection, &author)
        .await
        .expect("an answer")
        .expect("a free slug")
}

#[tokio::test]
async fn the_list_is_filtered_and_paged_without_gap_or_repeat() {
    on_each(async |database: Database| {
        let mut connection = database.write().await.expect("a transaction");
        let owner = person(&mut connection, "Айжан", false).await;
        let other = person(&mut connection, "Болат", true).await;
        let section = section(&mut connection, "bilim", Kazakh, "s").await;
        let byline = [
            author(&mut connection, "Кәмшат", "Қопаева").await,
            author(&mut connection, "Ерлан", "").await,
        ];
        let mut ids = Vec::new();
        for number in 0..5 {
            let mut text = state(&format!("Жаңа көпір {number}"), &["а"]);
            if number % 2 == 0 {
                text.fields.section = Some(section);
                text.fields.authors = byline.to_vec();
                text.fields.kicker = "Қоғам".to_owned();
            }
            let who = if number < 3 { &owner } else { &other };
            ids.push(draft(&mut connection, who, &text).await.id);
        }
        set_status(&mut connection, ids[1], Status::Submitted, NOON)
            .await
            .expect("submitted");

        let list = async |connection: &mut AnyConnection, filter: &ListFilter| -> Vec<i64> {
            let mut read = Vec::new();
            let mut before = Cursor::START;
            loop {
                let page = list_manuscripts(connection, filter, before, 2)
                    .await
                    .expect("a page");
                let Some(last) = page.last() else { break };
                before = Cursor {
                    published_at: last.changed_at,
                    id: last.id,
                };
                read.extend(page.iter().map(|manuscript| manuscript.id));
            }
            read
        };
        let all = ListFilter::default();
        let newest_first: Vec<i64> = ids.iter().rev().copied().collect();
        assert_eq!(list(&mut connection, &all).await, newest_first);
        for (filter, expected) in [
            (
                ListFilter {
                    status: Some(Status::Submitted),
                    ..all.clone()
                },
                &[1][..],
            ),
            (
                ListFilter {
                    section_id: Some(section),
                    ..all.clone()
                },
                &[4, 2, 0],
            ),
            (
                ListFilter {
                    author_id: Some(byline[1]),
                    ..all.clone()
                },
                &[4, 2, 0],
            ),
            (
                ListFilter {
                    owner_id: Some(other.id),
                    ..all.clone()
                },
                &[4, 3],
            ),
            (
                ListFilter {
                    words: "жаң КӨП".to_owned(),
                    ..all.clone()
                },
                &[4, 3, 2, 1, 0],
            ),
            (
                ListFilter {
                    words: "қоғ".to_owned(),
                    ..all.clone()
                },
                &[4, 2, 0],
            ),
            (
                ListFilter {
                    words: "көпір 3".to_owned(),
                    ..all.clone()
                },
                &[3],
            ),
            (
                ListFilter {
                    words: "жоқ".to_owned(),
                    ..all.clone()
                },
                &[],
            ),
            (
                ListFilter {
                    language: Some(Language::Russian),
                    ..all.clone()
                },
                &[],
            ),
            (
                ListFilter {
                    language: Some(Kazakh),
                    status: Some(Status::Draft),
                    section_id: Some(section),
                    owner_id: Some(owner.id),
                    author_id: Some(byline[0]),
                    words: "жаңа".to_owned(),
                },
                &[2, 0],
            ),
        ] {
            let expected: Vec<i64> = expected.iter().map(|index: &usize| ids[*index]).collect();
            assert_eq!(list(&mut connection, &filter).await, expected, "{filter:?}");
        }
        let names = list_bylines(&mut connection, &[ids[0], ids[1]])
            .await
            .expect("bylines");
        assert_eq!(
            names,
            [
                (ids[0], "Кәмшат Қопаева".to_owned()),
                (ids[0], "Ерлан".to_owned())
            ]
        );
    })
    .await;
}

#[tokio::test]
async fn a_tab_is_there_until_it_is_not_heard_of() {
    on_each(async |database: Database| {
        let mut connection = database.write().await.expect("a transaction");
        let one = person(&mut connection, "Айжан", true).await;
        let two = person(&mut connection, "Болат", true).await;
        let manuscript = draft(&mut connection, &one, &state("", &["а"])).await.id;
        note_presence(&mut connection, manuscript, one.id, "tab-one-", false, NOON)
            .await
            .expect("noted");
        note_presence(
            &mut connection,
            manuscript,
            one.id,
            "tab-two-",
            true,
            NOON + 1,
        )
        .await
        .expect("noted");
        note_presence(
            &mut connection,
            manuscript,
            two.id,
            "tab-one-",
            false,
            NOON + 2,
        )
        .await
        .expect("noted");
        let there = list_presences(&mut connection, manuscript, NOON + 3)
            .await
            .expect("there");
        assert_eq!(there.len(), 3, "a tab's name is one's own");
        take_from_others(&mut connection, manuscript, two.id, "tab-one-")
            .await
            .expect("taken");
        let there = list_presences(&mut connection, manuscript, NOON + 3)
            .await
            .expect("there");
        let taken: Vec<_> = there.iter().map(|tab| tab.taken_by.as_deref()).collect();
        assert_eq!(taken, [Some("Болат"), Some("Болат"), None]);
        let present = list_present_in(&mut connection, &[manuscript], NOON + 3)
            .await
            .expect("there");
        assert_eq!(
            present,
            [
                (manuscript, "Айжан".to_owned()),
                (manuscript, "Болат".to_owned())
            ],
            "each person once"
        );

        note_presence(
            &mut connection,
            manuscript,
            one.id,
            "tab-one-",
            true,
            NOON + 9,
        )
        .await
        .expect("noted");
        let there = list_presences(&mut connection, manuscript, NOON + 9)
            .await
            .expect("there");
        assert_eq!(there[0].since, NOON);
        assert_eq!(there[0].wrote_at, Some(NOON + 9));
        assert!(there[0].taken_by.is_some(), "goes on being taken over");
        let later = NOON + 9 + HEARD_OF;
        let there = list_presences(&mut connection, manuscript, later)
            .await
            .expect("there");
        assert_eq!(there, []);
        note_presence(
            &mut connection,
            manuscript,
            one.id,
            "tab-one-",
            false,
            later,
        )
        .await
        .expect("noted");
        let there = list_presences(&mut connection, manuscript, later)
            .await
            .expect("there");
        assert_eq!(
            (there[0].since, there[0].wrote_at),
            (later, None),
            "begins anew"
        );
        assert_eq!(there[0].taken_by, None);
    })
    .await;
}

#[tokio::test]
async fn authors_are_found_by_the_beginnings_of_their_words() {
    on_each(async |database: Database| {
        let mut connection = database.write().await.expect("a transaction");
        let kamshat = author(&mut connection, "Кәмшат", "Қопаева").await;
        let erlan = author(&mut connection, "Ерлан", "").await;
        let find = async |connection: &mut AnyConnection, words: &str| -> Vec<i64> {
            find_by_words(connection, Kind::Author, Kazakh, words, 20)
                .await
                .expect("found")
                .iter()
                .map(|choice| choice.id)
                .collect()
        };
        assert_eq!(find(&mut connection, "қоп КӘМ").await, [kamshat]);
        assert_eq!(find(&mut connection, "ер").await, [erlan]);
        assert_eq!(find(&mut connection, "рлан").await, [] as [i64; 0]);
        assert_eq!(
            find(&mut connection, "").await,
            [erlan, kamshat],
            "by surname"
        );
        sqlx::query("DELETE FROM name_words")
            .execute(&mut *connection)
            .await
            .expect("as before words were noted");
        assert_eq!(find(&mut connection, "ер").await, [] as [i64; 0]);
        let last = index_some_names(&mut connection, Kind::Author, 0)
            .await
            .expect("noted");
        assert_eq!(last, Some(erlan));
        let none = index_some_names(&mut connection, Kind::Author, 0)
            .await
            .expect("noted");
        assert_eq!(none, None);
        assert_eq!(find(&mut connection, "ер").await, [erlan]);
    })
    .await;
}
