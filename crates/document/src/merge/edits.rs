use crate::Block;
use crate::compare::{Change, Profile, changes, pair};
use std::collections::HashMap;

/// What one side did, in the smallest pieces that can be taken over alone, in order.
///
/// A block of the base that has an alike block on this side was changed into it; what stands between
/// such pairs was inserted, deleted or written anew. A block is deleted by itself, so that what the
/// other side inserts between two deleted ones has its place.
pub(super) fn edits(base: &[Block], side: &[Block]) -> Vec<Change> {
    let changes = changes(base, side);
    let pairs = pair(base, side, &changes);
    changes
        .into_iter()
        .zip(pairs)
        .flat_map(|(change, pairs)| divide(base, side, change, &pairs))
        .flat_map(delete_one_by_one)
        .collect()
}

/// Divides a change at its pairs, but leaves together what may have come from the same block.
///
/// Whoever divides a paragraph leaves a pair (the paragraph and its first half) and an insertion (the
/// second half). The other side's form of the whole paragraph must then stand against both halves,
/// or choosing it would leave the second half there twice. The same with two paragraphs joined,
/// where one would be lost.
fn divide(base: &[Block], side: &[Block], change: Change, pairs: &[(usize, usize)]) -> Vec<Change> {
    if pairs.is_empty() {
        return vec![change];
    }
    let mut numbers = HashMap::new();
    let old = Profile::of_blocks(&base[change.before.clone()], &mut numbers);
    let new = Profile::of_blocks(&side[change.after.clone()], &mut numbers);
    let old_profile = |position: usize| &old[position - change.before.start];
    let new_profile = |position: usize| &new[position - change.after.start];
    let belongs = |rest: &Change, pair: (usize, usize)| {
        let (paired_old, paired_new) = (old_profile(pair.0), new_profile(pair.1));
        (rest.after.clone()).any(|added| new_profile(added).is_part_of(paired_old))
            || (rest.before.clone()).any(|removed| old_profile(removed).is_part_of(paired_new))
    };
    let mut divided: Vec<Change> = Vec::new();
    let mut end = (change.before.start, change.after.start);
    let mut last_pair = None;
    let ends = (change.before.end, change.after.end);
    for next in pairs.iter().copied().map(Some).chain([None]) {
        let (next_old, next_new) = next.unwrap_or(ends);
        let rest = Change {
            before: end.0..next_old,
            after: end.1..next_new,
        };
        let with_last = last_pair.is_some_and(|pair| belongs(&rest, pair));
        let with_next = next.is_some_and(|pair| belongs(&rest, pair));
        add(&mut divided, rest, with_last);
        if let Some((old, new)) = next {
            let changed = Change {
                before: old..old + 1,
                after: new..new + 1,
            };
            end = (old + 1, new + 1);
            add(&mut divided, changed, with_next);
        }
        last_pair = next;
    }
    divided.retain(|edit| base[edit.before.clone()] != side[edit.after.clone()]);
    divided
}

fn add(edits: &mut Vec<Change>, edit: Change, with_last: bool) {
    match edits.last_mut() {
        Some(last) if with_last => {
            last.before.end = edit.before.end;
            last.after.end = edit.after.end;
        }
        _ => edits.push(edit),
    }
}

fn delete_one_by_one(edit: Change) -> Vec<Change> {
    if !edit.after.is_empty() {
        return vec![edit];
    }
    edit.before
        .map(|position| Change {
            before: position..position + 1,
            after: edit.after.clone(),
        })
        .collect()
}
