//! Putting together two changed copies of one text.

mod edits;
mod sweep;
#[cfg(test)]
mod tests;

use crate::{Block, Document, OneOrMore};

/// Two changed copies of one text put together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merged {
    /// The pieces in reading order. Two agreed ones never follow one another.
    pub pieces: Vec<Piece>,
}

/// A part of a merged text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Blocks on which there is no disagreement, however they came to be.
    Agreed(Vec<Block>),
    /// The same place was changed on both sides in different ways. Either side may be empty
    /// (deleted).
    Disputed {
        /// What was there.
        base: Vec<Block>,
        /// What one side made of it.
        mine: Vec<Block>,
        /// What the other side made of it.
        theirs: Vec<Block>,
    },
}

/// How a dispute is settled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Choice {
    /// What one side made of it.
    Mine,
    /// What the other side made of it.
    Theirs,
    /// Both, mine before theirs: nothing is lost and somebody will tidy up.
    #[default]
    Both,
}

/// Puts together two changed copies of one text.
///
/// The unit is the block at the top of the document:
///
/// - what was changed on one side only is taken from there;
/// - the same change on both sides is no dispute;
/// - of two insertions at the same place both are kept, theirs before mine, equal blocks once;
/// - an insertion beside a block that the other side changed or deleted is no dispute;
/// - a block changed on both sides in different ways, or deleted on one and changed on the other, is
///   disputed. So is a run of blocks that one side wrote anew as a whole while the other changed
///   something in it, and a block that one side divided or joined with its neighbour.
///
/// Every block of either side that is not in the base is in the pieces: agreed, or on its side of a
/// dispute.
///
/// ```
/// use document::{Document, merge};
///
/// let text = |words: [&str; 2]| Document::from_paragraphs(words.map(str::to_owned));
/// let base = text(["Бірінші.", "Екінші."]);
/// let merged = merge(&base, &text(["Бірінші сөйлем.", "Екінші."]), &text(["Бірінші.", "Екінші сөйлем."]));
/// assert_eq!(merged.into_agreed(), Some(text(["Бірінші сөйлем.", "Екінші сөйлем."])));
/// ```
#[must_use]
pub fn merge(base: &Document, mine: &Document, theirs: &Document) -> Merged {
    sweep::sweep(base.blocks(), mine.blocks(), theirs.blocks())
}

impl Merged {
    /// Whether nothing is disputed.
    #[must_use]
    pub fn is_agreed(&self) -> bool {
        self.pieces
            .iter()
            .all(|piece| matches!(piece, Piece::Agreed(_)))
    }

    /// The document, if nothing is disputed. The default body if both sides together deleted
    /// everything.
    #[must_use]
    pub fn into_agreed(self) -> Option<Document> {
        self.is_agreed().then(|| self.settle(&[]))
    }

    /// The document where every dispute is settled by the choice for it, in order; a missing choice
    /// is [`Choice::Both`], choices without a dispute are of no effect.
    #[must_use]
    pub fn settle(&self, choices: &[Choice]) -> Document {
        let mut choices = choices.iter().copied();
        let mut blocks = Vec::new();
        for piece in &self.pieces {
            match piece {
                Piece::Agreed(agreed) => blocks.extend_from_slice(agreed),
                Piece::Disputed { mine, theirs, .. } => {
                    let choice = choices.next().unwrap_or_default();
                    if choice != Choice::Theirs {
                        blocks.extend_from_slice(mine);
                    }
                    if choice != Choice::Mine {
                        blocks.extend_from_slice(theirs);
                    }
                }
            }
        }
        OneOrMore::from_vec(blocks).map_or_else(Document::default, Document::new)
    }

    fn agree(&mut self, blocks: &[Block]) {
        if blocks.is_empty() {
            return;
        }
        if let Some(Piece::Agreed(agreed)) = self.pieces.last_mut() {
            agreed.extend_from_slice(blocks);
        } else {
            self.pieces.push(Piece::Agreed(blocks.to_vec()));
        }
    }
}
