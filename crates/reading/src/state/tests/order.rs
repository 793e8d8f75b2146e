//! In which order things are shown, and moving them.

use super::*;

#[test]
fn lists_are_sorted_filtered_and_counted() {
    let mut phone = Device::new(1);
    for (number, now) in [(3, 100), (1, 200), (2, 300)] {
        phone.save(ListId::LATER, number, now);
    }
    phone.save(list(1), 1, 500);
    phone.make(
        Change::MarkRead {
            article: article(2),
            is_read: true,
        },
        501,
    );
    phone.make(
        Change::Archive {
            article: article(3),
            is_archived: true,
        },
        502,
    );
    let shown = |sorting, filter| order(&phone.lists, ListId::LATER, sorting, filter);
    assert_eq!(shown(Sorting::Own, Filter::All), [3, 1, 2]);
    assert_eq!(shown(Sorting::NewestSaved, Filter::All), [2, 1, 3]);
    assert_eq!(shown(Sorting::OldestSaved, Filter::All), [3, 1, 2]);
    assert_eq!(shown(Sorting::Own, Filter::Unread), [1]);
    assert_eq!(shown(Sorting::Own, Filter::Read), [2]);
    assert_eq!(shown(Sorting::Own, Filter::Archived), [3]);
    // Article 1 is in two lists and waits once.
    assert_eq!(phone.lists.saved_count(), 1);
    let later = &phone.lists.lists()[0];
    assert_eq!((later.all, later.unread), (3, 1));
}

#[test]
fn articles_move_among_those_that_are_seen() {
    let mut phone = Device::new(1);
    let later = ListId::LATER;
    for number in 1..=5 {
        phone.save(later, number, number);
    }
    phone.make(
        Change::Archive {
            article: article(3),
            is_archived: true,
        },
        10,
    );
    let up = phone
        .lists
        .move_up(later, article(4), Filter::Unread)
        .unwrap();
    phone.make(up, 11);
    assert_eq!(
        order(&phone.lists, later, Sorting::Own, Filter::All),
        [1, 4, 2, 3, 5]
    );
    let down = phone
        .lists
        .move_down(later, article(2), Filter::Unread)
        .unwrap();
    phone.make(down, 12);
    assert_eq!(
        order(&phone.lists, later, Sorting::Own, Filter::All),
        [1, 4, 3, 5, 2]
    );
    let to = phone
        .lists
        .move_to(later, article(2), 0, Filter::All)
        .unwrap();
    phone.make(to, 13);
    let to = phone
        .lists
        .move_to(later, article(1), 99, Filter::All)
        .unwrap();
    phone.make(to, 14);
    assert_eq!(
        order(&phone.lists, later, Sorting::Own, Filter::All),
        [2, 4, 3, 5, 1]
    );
    assert_eq!(phone.lists.move_up(later, article(2), Filter::All), None);
    assert_eq!(phone.lists.move_down(later, article(1), Filter::All), None);
    assert_eq!(phone.lists.move_to(later, article(4), 1, Filter::All), None);
    assert_eq!(phone.lists.move_to(later, article(9), 1, Filter::All), None);
    let first = phone.lists.save_first(later, article(6)).unwrap();
    phone.make(first, 15);
    assert_eq!(
        order(&phone.lists, later, Sorting::Own, Filter::All),
        [6, 2, 4, 3, 5, 1]
    );
}

#[test]
fn lists_are_made_behind_the_others_and_move() {
    let mut phone = Device::new(1);
    for number in 1..=3 {
        for change in phone
            .lists
            .make_list(list(number), format!("List {number}"))
        {
            phone.make(change, number.into());
        }
    }
    let ids = |lists: &ReadingLists| lists.lists().iter().map(|list| list.id).collect::<Vec<_>>();
    assert_eq!(
        ids(&phone.lists),
        [ListId::LATER, list(1), list(2), list(3)]
    );
    for (moved, index, expected) in [
        (list(3), 1, [ListId::LATER, list(3), list(1), list(2)]),
        (list(2), 0, [list(2), ListId::LATER, list(3), list(1)]),
        (ListId::LATER, 9, [list(2), list(3), list(1), ListId::LATER]),
        (list(3), 2, [list(2), list(1), list(3), ListId::LATER]),
    ] {
        for change in phone.lists.move_list_to(moved, index) {
            phone.make(change, 20);
        }
        assert_eq!(ids(&phone.lists), expected);
    }
    assert_eq!(phone.lists.move_list_to(list(3), 2), []);
    assert_eq!(phone.lists.move_list_to(list(9), 2), []);
}
