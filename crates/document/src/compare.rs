//! What differs between two texts, for people to read.

mod likeness;
mod pairing;
mod readable;
mod sequence;
#[cfg(test)]
mod tests;
mod words;

pub(crate) use likeness::Profile;
pub(crate) use pairing::pair;
pub(crate) use sequence::{Change, changes};
pub use words::{WordChange, compare_words};

use crate::{Block, Document};

/// One step of a comparison, in reading order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// Blocks that are in both, the same in every respect.
    Same(Vec<Block>),
    /// A block that is only in the text before.
    Removed(Block),
    /// A block that is only in the text after.
    Added(Block),
    /// A block that has changed.
    Changed {
        /// As it was.
        before: Block,
        /// As it is now.
        after: Block,
        /// Its [`Block::readable`] before and after, word by word.
        words: Vec<WordChange>,
        /// The words are the same; something else differs: marks, a link's address, the kind of the
        /// block, the level of a heading, the size of a picture.
        only_form: bool,
    },
}

/// What differs between two texts: blocks in order, changed blocks word by word.
///
/// A removed and an added block at the same place are one changed block if they are of the same kind
/// and have two words in five in common, or if they have the same words and are of different kinds.
/// A block that was moved is removed in one place and added in the other. The blocks of `Same`,
/// `Removed` and `Changed::before` in order are the text before, those of `Same`, `Added` and
/// `Changed::after` the text after.
///
/// ```
/// use document::{Difference, Document, WordChange, compare};
///
/// let text = |words: &str| Document::from_paragraphs([words.to_owned()]);
/// let differences = compare(&text("Мектеп кеше ашылды."), &text("Мектеп бүгін ашылды."));
/// let [Difference::Changed { words, only_form: false, .. }] = &differences[..] else { panic!() };
/// assert_eq!(words[..], [
///     WordChange::Same("Мектеп ".to_owned()),
///     WordChange::Removed("кеше".to_owned()),
///     WordChange::Added("бүгін".to_owned()),
///     WordChange::Same(" ашылды.".to_owned()),
/// ]);
/// ```
///
/// The work is bounded, whatever the texts are: where there is too much to compare, the comparison
/// is less fine, but never wrong and always the same for the same texts.
#[must_use]
pub fn compare(before: &Document, after: &Document) -> Vec<Difference> {
    let (before, after) = (before.blocks(), after.blocks());
    let changes = changes(before, after);
    let pairs = pair(before, after, &changes);
    let mut differences = Vec::new();
    let mut position = 0;
    for (change, pairs) in changes.into_iter().zip(pairs) {
        same(&mut differences, &before[position..change.before.start]);
        position = change.before.end;
        let (mut removed, mut added) = (change.before.start, change.after.start);
        for (old, new) in pairs {
            replaced(&mut differences, &before[removed..old], &after[added..new]);
            changed(&mut differences, &before[old], &after[new]);
            (removed, added) = (old + 1, new + 1);
        }
        let (removed, added) = (
            &before[removed..change.before.end],
            &after[added..change.after.end],
        );
        replaced(&mut differences, removed, added);
    }
    same(&mut differences, &before[position..]);
    differences
}

fn same(differences: &mut Vec<Difference>, blocks: &[Block]) {
    if blocks.is_empty() {
        return;
    }
    if let Some(Difference::Same(before)) = differences.last_mut() {
        before.extend_from_slice(blocks);
    } else {
        differences.push(Difference::Same(blocks.to_vec()));
    }
}

fn replaced(differences: &mut Vec<Difference>, removed: &[Block], added: &[Block]) {
    differences.extend(removed.iter().cloned().map(Difference::Removed));
    differences.extend(added.iter().cloned().map(Difference::Added));
}

fn changed(differences: &mut Vec<Difference>, before: &Block, after: &Block) {
    if before == after {
        return same(differences, std::slice::from_ref(before));
    }
    let (words_before, words_after) = (before.readable(), after.readable());
    differences.push(Difference::Changed {
        before: before.clone(),
        after: after.clone(),
        words: compare_words(&words_before, &words_after),
        only_form: words_before == words_after,
    });
}
