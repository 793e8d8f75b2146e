use similar::{Algorithm, DiffTag, capture_diff_slices};
use std::collections::HashMap;
use std::hash::Hash;
use std::ops::Range;

/// Members of one sequence that stand in the place of members of the other. Either range may be
/// empty, never both; between two changes there is at least one member that is in both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Change {
    /// The place in the sequence before.
    pub(crate) before: Range<usize>,
    /// The place in the sequence after.
    pub(crate) after: Range<usize>,
}

/// What has to change in one sequence to make the other, in order. Always the same for the same
/// sequences.
pub(crate) fn changes<T: Hash + Eq>(before: &[T], after: &[T]) -> Vec<Change> {
    // Members are compared many times over; numbers make that cheap whatever the members are.
    let mut numbers = HashMap::new();
    let before = numbered(before, &mut numbers);
    let after = numbered(after, &mut numbers);
    let mut changes: Vec<Change> = Vec::new();
    for operation in capture_diff_slices(Algorithm::Myers, &before, &after) {
        let (tag, before, after) = operation.as_tag_tuple();
        if tag == DiffTag::Equal {
            continue;
        }
        match changes.last_mut() {
            Some(last) if last.before.end == before.start && last.after.end == after.start => {
                last.before.end = before.end;
                last.after.end = after.end;
            }
            _ => changes.push(Change { before, after }),
        }
    }
    changes
}

fn numbered<'a, T: Hash + Eq>(members: &'a [T], numbers: &mut HashMap<&'a T, usize>) -> Vec<usize> {
    members
        .iter()
        .map(|member| {
            let next = numbers.len();
            *numbers.entry(member).or_insert(next)
        })
        .collect()
}
