use super::*;
use crate::Locale;
use ::reading::{
    Change, Clock, DeviceId, Filter, ListId, MOST_ARTICLES, MOST_LISTS, Operation, OperationId,
    ReadingLists, Sorting,
};
use proptest::prelude::*;

const NOW: i64 = 1_000_000;

fn id(number: i64) -> ArticleId {
    ArticleId::new(number).expect("a positive number")
}

fn list(number: u8) -> ListId {
    ListId::from_random([number; 16])
}

/// The lists after these changes, each of which must be acceptable.
fn after(mut lists: ReadingLists, changes: &[Change]) -> ReadingLists {
    let mut clock = Clock::new(DeviceId::from_random([9; 16]));
    if let Some(latest) = lists.latest() {
        clock.observe(latest);
    }
    for change in changes {
        let time = clock.issue(NOW);
        let mut bytes = [0; 16];
        bytes[..8].copy_from_slice(&time.wall.to_be_bytes());
        bytes[8..12].copy_from_slice(&time.counter.to_be_bytes());
        let operation = Operation {
            id: OperationId::from_random(bytes),
            time,
            change: change.clone().tidied(),
        };
        assert_eq!(lists.check(&operation), Ok(()), "{change:?}");
        lists.apply(&operation);
    }
    lists
}

/// Ids that no list has that was made here before.
fn ids(lists: &ReadingLists) -> impl FnMut() -> ListId + use<> {
    let mut number = 99 + u8::try_from(lists.lists().len()).expect("few");
    move || {
        number += 1;
        list(number)
    }
}

fn come_in(lists: &ReadingLists, articles: &[KeptArticle]) -> (ReadingLists, Brought) {
    let brought = bring(lists, articles, NOW, ids(lists));
    (after(lists.clone(), &brought.changes), brought)
}

fn kept(article: i64, lists: &[&str]) -> KeptArticle {
    KeptArticle {
        article: id(article),
        lists: lists.iter().map(|name| (*name).to_owned()).collect(),
        note: String::new(),
        saved_at: None,
        is_read: false,
        is_archived: false,
    }
}

fn names(lists: &ReadingLists) -> Vec<Option<String>> {
    lists.lists().into_iter().map(|list| list.name).collect()
}

fn articles(lists: &ReadingLists, list: ListId) -> Vec<i64> {
    lists
        .articles(list, Sorting::Own, Filter::All)
        .iter()
        .map(|entry| entry.article.get())
        .collect()
}

#[test]
fn lists_of_the_same_name_are_used_and_others_made_in_the_order_of_the_file() {
    let own = after(
        ReadingLists::default(),
        &ReadingLists::default().make_list(list(1), "Water".to_owned()),
    );
    let file = [
        kept(1, &["Zebra"]),
        kept(2, &["Water", "Apple"]),
        kept(3, &[]),
        kept(4, &["Почитать позже"]),
        kept(5, &["Zebra"]),
    ];
    let (lists, brought) = come_in(&own, &file);
    let expected = ["Water", "Zebra", "Apple"].map(|name| Some(name.to_owned()));
    assert_eq!(names(&lists)[1..], expected);
    assert_eq!(articles(&lists, ListId::LATER), [3, 4]);
    assert_eq!(articles(&lists, list(1)), [2]);
    assert_eq!(articles(&lists, list(102)), [1, 5]);
    assert_eq!(articles(&lists, list(103)), [2]);
    assert_eq!((brought.saved, brought.known), (5, 0));
}

#[test]
fn nothing_that_is_there_is_written_over() {
    let save = ReadingLists::default()
        .save_first(ListId::LATER, id(1))
        .expect("a place");
    let note = Change::Note {
        article: id(1),
        text: "Own".to_owned(),
    };
    let read = Change::MarkRead {
        article: id(1),
        is_read: true,
    };
    let own = after(ReadingLists::default(), &[save, note, read]);
    let mut file = kept(1, &[]);
    file.note = "Theirs".to_owned();
    file.is_archived = true;
    // The file was written by a clock that goes fast.
    file.saved_at = Some(NOW + 1);
    let (lists, brought) = come_in(&own, &[file]);
    assert_eq!(lists.note(id(1)), "Own");
    assert!(lists.is_read(id(1)) && lists.is_archived(id(1)));
    assert_eq!((brought.saved, brought.known), (0, 1));
    assert_eq!(brought.changes.len(), 1);
}

#[test]
fn what_is_too_long_is_cut_and_found_again() {
    let name = format!("{}  end", "ә".repeat(99));
    let mut file = kept(1, &[&name]);
    file.note = "б".repeat(3_000);
    let (lists, _) = come_in(&ReadingLists::default(), &[file.clone()]);
    assert_eq!(names(&lists)[1], Some("ә".repeat(99)));
    assert_eq!(lists.note(id(1)).chars().count(), 2_000);
    assert_eq!(come_in(&lists, &[file]).1.changes, []);
}

#[test]
fn where_no_more_lists_or_articles_fit_nothing_is_refused() {
    let many: Vec<String> = (0..MOST_LISTS + 5).map(|n| format!("List {n}")).collect();
    let file: Vec<_> = many
        .iter()
        .zip(1..)
        .map(|(name, number)| kept(number, &[name]))
        .collect();
    let (lists, brought) = come_in(&ReadingLists::default(), &file);
    assert_eq!(lists.lists().len(), MOST_LISTS);
    assert_eq!(articles(&lists, ListId::LATER).len(), 6);
    assert_eq!(brought.saved, MOST_LISTS + 5);

    let file: Vec<_> = (1..=i64::try_from(MOST_ARTICLES).expect("few") + 3)
        .map(|number| kept(number, &[]))
        .collect();
    let (lists, brought) = come_in(&ReadingLists::default(), &file);
    assert_eq!(lists.saved_articles().len(), MOST_ARTICLES);
    assert_eq!((brought.saved, brought.without_room), (MOST_ARTICLES, 3));
}

/// New lists stand in the order in which a file names them first.
fn without_order(mut articles: Vec<KeptArticle>) -> Vec<KeptArticle> {
    articles.sort_by_key(|kept| kept.article);
    for kept in &mut articles {
        kept.lists.sort();
    }
    articles
}

fn article() -> impl Strategy<Value = KeptArticle> {
    (
        1..40_i64,
        prop::collection::btree_set("[a-dәб]{1,3}|Read later", 0..3),
        "[a-zа-я ]{0,8}",
        proptest::option::of(-5..NOW + 5),
        any::<(bool, bool)>(),
    )
        .prop_map(|(number, lists, note, saved_at, marks)| KeptArticle {
            article: id(number),
            lists: lists.into_iter().collect(),
            note,
            saved_at,
            is_read: marks.0,
            is_archived: marks.1,
        })
}

fn file() -> impl Strategy<Value = Vec<KeptArticle>> {
    prop::collection::vec(article(), 0..30).prop_map(|mut articles| {
        articles.sort_by_key(|kept| kept.article);
        articles.dedup_by_key(|kept| kept.article);
        articles
    })
}

proptest! {
    #[test]
    fn the_same_file_once_more_changes_nothing(own in file(), file in file()) {
        let (own, _) = come_in(&ReadingLists::default(), &own);
        let (lists, brought) = come_in(&own, &file);
        prop_assert_eq!(brought.saved + brought.known, file.len());
        let again = bring(&lists, &file, NOW, || list(99));
        prop_assert_eq!(again.changes, []);
        prop_assert_eq!(again.known, file.len());
    }

    #[test]
    fn what_is_taken_out_comes_in_elsewhere(file in file()) {
        let (own, _) = come_in(&ReadingLists::default(), &file);
        let taken = take_out(&own, Locale::en);
        prop_assert_eq!(taken.len(), own.saved_articles().len());
        let (other, _) = come_in(&ReadingLists::default(), &taken);
        prop_assert_eq!(without_order(take_out(&other, Locale::en)), without_order(taken));
    }
}
