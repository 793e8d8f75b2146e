use super::*;
use proptest::prelude::*;
use reading::{Clock, DeviceId, Operation, OperationId, Sorting, TopicKind};

fn fields(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect()
}

fn read(form: &str, pairs: &[(&str, &str)]) -> Deed {
    Deed::parse(form, &fields(pairs))
        .expect("a form of lists")
        .expect("fields that can be read")
}

fn article(number: i64) -> ArticleId {
    ArticleId::new(number).expect("a positive number")
}

/// Does all of it, one after the other, at a moment each.
fn after(deeds: &[Deed]) -> ReadingLists {
    let mut lists = ReadingLists::default();
    let mut clock = Clock::new(DeviceId::from_random([1; 16]));
    let mut number = 0_u8;
    for deed in deeds {
        for change in deed.changes(&lists, ListId::from_random([9; 16])) {
            number += 1;
            let operation = Operation {
                id: OperationId::from_random([number; 16]),
                time: clock.issue(i64::from(number)),
                change: change.tidied(),
            };
            lists.check(&operation).expect("acceptable");
            lists.apply(&operation);
        }
    }
    lists
}

fn order(lists: &ReadingLists, list: ListId) -> Vec<i64> {
    lists
        .articles(list, Sorting::Own, Filter::All)
        .iter()
        .map(|entry| entry.article.get())
        .collect()
}

fn saved(numbers: &[i64]) -> Vec<Deed> {
    numbers
        .iter()
        .map(|number| read("save-article", &[("article", &number.to_string())]))
        .collect()
}

#[test]
fn what_is_saved_last_stands_first() {
    let lists = after(&saved(&[1, 2, 3, 2]));
    assert_eq!(order(&lists, ListId::LATER), [3, 2, 1]);
}

#[test]
fn an_article_moves_by_one_place_and_to_any() {
    let mut deeds = saved(&[3, 2, 1]);
    let list = ListId::LATER.to_string();
    let up = [("list", list.as_str()), ("article", "3"), ("way", "up")];
    deeds.push(read("move-article", &up));
    assert_eq!(order(&after(&deeds), ListId::LATER), [1, 3, 2]);
    let down = [("list", list.as_str()), ("article", "1"), ("way", "down")];
    deeds.push(read("move-article", &down));
    assert_eq!(order(&after(&deeds), ListId::LATER), [3, 1, 2]);
    let to = [("list", list.as_str()), ("article", "3"), ("way", "2")];
    deeds.push(read("move-article", &to));
    assert_eq!(order(&after(&deeds), ListId::LATER), [1, 2, 3]);
}

#[test]
fn a_list_is_made_filled_and_named_and_only_what_is_new_is_changed() {
    let id = ListId::from_random([9; 16]);
    let list = id.to_string();
    let mut deeds = vec![read("make-list", &[("name", " Steppe ")])];
    let several = [
        ("article", "1,2"),
        ("article", "2"),
        ("list", list.as_str()),
    ];
    deeds.push(read("save-article", &several));
    let lists = after(&deeds);
    assert_eq!(order(&lists, id), [1, 2]);
    let named = |name: &str, description: &str| {
        let fields = [
            ("list", list.as_str()),
            ("name", name),
            ("description", description),
        ];
        read("name-list", &fields).changes(&lists, id)
    };
    assert_eq!(named("Steppe", ""), []);
    assert_eq!(named("Steppe", "Grass").len(), 1);
    assert_eq!(named("Sea", "Grass").len(), 2);
    // The name of the list that everybody has is not taken away by leaving it empty.
    let later = ListId::LATER.to_string();
    let unnamed = [("list", later.as_str()), ("name", ""), ("description", "")];
    assert_eq!(read("name-list", &unnamed).changes(&lists, id), []);
}

#[test]
fn an_article_is_taken_out_of_one_list_or_of_all() {
    let id = ListId::from_random([9; 16]);
    let list = id.to_string();
    let mut deeds = saved(&[1]);
    deeds.push(read("make-list", &[("name", "Steppe")]));
    deeds.push(read("save-article", &[("article", "1"), ("list", &list)]));
    let lists = after(&deeds);
    let one = read("remove-article", &[("article", "1"), ("list", &list)]);
    assert_eq!(one.changes(&lists, id).len(), 1);
    let all = read("remove-article", &[("article", "1")]);
    assert_eq!(all.changes(&lists, id).len(), 2);
}

#[test]
fn what_is_so_already_is_not_done_again() {
    let id = ListId::from_random([9; 16]);
    let lists = after(&saved(&[1]));
    for (form, fields) in [
        ("save-article", [("article", "1"), ("list", "")]),
        ("mark-article", [("article", "1"), ("read", "no")]),
        ("archive-article", [("article", "1"), ("archived", "no")]),
        ("note-article", [("article", "1"), ("note", "")]),
    ] {
        assert_eq!(read(form, &fields).changes(&lists, id), [], "{form}");
    }
    let followed = [("kind", "tag"), ("id", "3"), ("followed", "no")];
    assert_eq!(read("follow-topic", &followed).changes(&lists, id), []);
}

#[test]
fn a_topic_is_followed() {
    let followed = [("kind", "author"), ("id", "3"), ("followed", "yes")];
    let lists = after(&[read("follow-topic", &followed)]);
    let topic = Topic {
        kind: TopicKind::Author,
        id: 3,
    };
    assert_eq!(lists.followed(), [topic]);
}

#[test]
fn what_cannot_be_read_names_its_field() {
    let many: Vec<String> = (1..=101).map(|number| number.to_string()).collect();
    for (form, pairs, field) in [
        ("save-article", vec![("article", "0")], "article"),
        ("save-article", vec![("list", "")], "article"),
        (
            "save-article",
            vec![("article", many.join(",").as_str())],
            "article",
        ),
        (
            "save-article",
            vec![("article", "1"), ("list", "x")],
            "list",
        ),
        ("mark-article", vec![("article", "1")], "read"),
        ("follow-topic", vec![("kind", "word"), ("id", "1")], "kind"),
    ] {
        match Deed::parse(form, &fields(&pairs)) {
            Some(Err(AppError::Invalid(problems))) => assert_eq!(problems[0].field, field),
            other => panic!("{form}: {other:?}"),
        }
    }
    assert!(Deed::parse("sign-out", &[]).is_none());
}

proptest! {
    #[test]
    fn nothing_that_is_sent_makes_it_panic(
        form in prop::sample::select(vec![
            "save-article", "remove-article", "move-article", "mark-article", "note-article",
            "name-list", "move-list", "follow-topic", "keep-history", "forget-article",
        ]),
        sent in prop::collection::vec(
            (
                prop::sample::select(vec!["article", "list", "way", "read", "note", "name", "kind", "id"]),
                ".{0,12}",
            ),
            0..6,
        ),
    ) {
        let sent: Vec<_> = sent.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        if let Some(Ok(deed)) = Deed::parse(form, &sent) {
            let _ = deed.changes(&ReadingLists::default(), ListId::from_random([9; 16]));
        }
    }

    #[test]
    fn filters_are_read_as_they_are_written(
        filter in prop::sample::select(vec![Filter::All, Filter::Unread, Filter::Read, Filter::Archived]),
    ) {
        prop_assert_eq!(parse_filter(filter_word(filter)), filter);
    }

    #[test]
    fn articles_are_moved_where_they_are_put(to in 0_usize..5, which in 1_i64..=5) {
        let mut deeds = saved(&[5, 4, 3, 2, 1]);
        deeds.push(Deed::Move {
            list: ListId::LATER,
            article: article(which),
            way: Way::To(to),
            filter: Filter::All,
        });
        prop_assert_eq!(order(&after(&deeds), ListId::LATER)[to], which);
    }
}
