use super::edits::edits;
use super::{Merged, Piece};
use crate::Block;
use crate::compare::{Change, changes};
use std::iter::Peekable;
use std::ops::Range;
use std::vec::IntoIter;

/// One side's edits, taken one after the other.
struct Side<'a> {
    blocks: &'a [Block],
    edits: Peekable<IntoIter<Change>>,
}

/// Goes through the base once with the edits of both sides beside it.
pub(super) fn sweep(base: &[Block], mine: &[Block], theirs: &[Block]) -> Merged {
    let mut merged = Merged { pieces: Vec::new() };
    let mut mine = Side::new(base, mine);
    let mut theirs = Side::new(base, theirs);
    let mut position = 0;
    while let Some(start) = earlier(mine.next_start(), theirs.next_start()) {
        merged.agree(&base[position..start]);
        // Insertions come first: the blocks at this place are behind them.
        let (my_insertion, their_insertion) = (mine.insertion(start), theirs.insertion(start));
        merged.agree(&weave(their_insertion, my_insertion));
        let (my_edits, their_edits, end) = overlapping(&mut mine, &mut theirs, start);
        let place = start..end;
        if their_edits.is_empty() {
            merged.agree(&mine.version(base, place, &my_edits));
        } else if my_edits.is_empty() {
            merged.agree(&theirs.version(base, place, &their_edits));
        } else {
            let my_version = mine.version(base, place.clone(), &my_edits);
            let their_version = theirs.version(base, place.clone(), &their_edits);
            if my_version == their_version {
                merged.agree(&my_version);
            } else {
                merged.pieces.push(Piece::Disputed {
                    base: base[place].to_vec(),
                    mine: my_version,
                    theirs: their_version,
                });
            }
        }
        position = end;
    }
    merged.agree(&base[position..]);
    merged
}

fn earlier(one: Option<usize>, another: Option<usize>) -> Option<usize> {
    match (one, another) {
        (Some(one), Some(another)) => Some(one.min(another)),
        _ => one.or(another),
    }
}

/// The edits that begin at a place and all that reach into them, and where the last of them ends.
fn overlapping(
    mine: &mut Side,
    theirs: &mut Side,
    start: usize,
) -> (Vec<Change>, Vec<Change>, usize) {
    let (mut my_edits, mut their_edits) = (Vec::new(), Vec::new());
    // At first what begins at the place itself, afterwards what begins before the end.
    let mut end = start;
    loop {
        let reach = end.max(start + 1);
        let taken = if let Some(edit) = mine.edit_before(reach) {
            my_edits.push(edit.clone());
            edit
        } else if let Some(edit) = theirs.edit_before(reach) {
            their_edits.push(edit.clone());
            edit
        } else {
            return (my_edits, their_edits, end);
        };
        end = end.max(taken.before.end);
    }
}

/// Both insertions, theirs before mine; what is in both stands there once.
fn weave(theirs: &[Block], mine: &[Block]) -> Vec<Block> {
    let mut woven = Vec::new();
    let mut position = 0;
    for change in changes(theirs, mine) {
        woven.extend_from_slice(&theirs[position..change.before.end]);
        woven.extend_from_slice(&mine[change.after]);
        position = change.before.end;
    }
    woven.extend_from_slice(&theirs[position..]);
    woven
}

impl<'a> Side<'a> {
    fn new(base: &[Block], blocks: &'a [Block]) -> Self {
        Self {
            blocks,
            edits: edits(base, blocks).into_iter().peekable(),
        }
    }

    fn next_start(&mut self) -> Option<usize> {
        self.edits.peek().map(|edit| edit.before.start)
    }

    fn insertion(&mut self, place: usize) -> &'a [Block] {
        self.edits
            .next_if(|edit| edit.before.is_empty() && edit.before.start == place)
            .map_or(&[], |edit| &self.blocks[edit.after])
    }

    fn edit_before(&mut self, end: usize) -> Option<Change> {
        self.edits.next_if(|edit| edit.before.start < end)
    }

    /// What this side has in a place of the base.
    fn version(&self, base: &[Block], place: Range<usize>, edits: &[Change]) -> Vec<Block> {
        let mut version = Vec::new();
        let mut position = place.start;
        for edit in edits {
            version.extend_from_slice(&base[position..edit.before.start]);
            version.extend_from_slice(&self.blocks[edit.after.clone()]);
            position = edit.before.end;
        }
        version.extend_from_slice(&base[position..place.end]);
        version
    }
}
