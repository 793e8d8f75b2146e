use super::words;
use crate::Block;
use std::collections::HashMap;

/// Of a thousand words of two blocks, so many have to be in both for the blocks to be alike.
const ALIKE: usize = 400;

/// A thousand of a thousand.
pub(super) const EQUAL: usize = 1000;

/// What is needed to say quickly how alike two blocks are.
pub(crate) struct Profile<'a> {
    block: &'a Block,
    readable: String,
    /// The numbers of the words, sorted, so that two lists are compared in one pass.
    words: Vec<usize>,
}

impl<'a> Profile<'a> {
    /// The profiles of blocks. Only those made with the same `numbers` can be compared.
    pub(crate) fn of_blocks(
        blocks: &'a [Block],
        numbers: &mut HashMap<String, usize>,
    ) -> Vec<Self> {
        blocks
            .iter()
            .map(|block| Self::new(block, numbers))
            .collect()
    }

    fn new(block: &'a Block, numbers: &mut HashMap<String, usize>) -> Self {
        let readable = block.readable();
        let mut words: Vec<usize> = words::split(&readable)
            .into_iter()
            .filter(|unit| unit.is_word())
            .map(|unit| {
                let next = numbers.len();
                match numbers.get(unit.letters) {
                    Some(number) => *number,
                    None => *numbers.entry(unit.letters.to_owned()).or_insert(next),
                }
            })
            .collect();
        words.sort_unstable();
        Self {
            block,
            readable,
            words,
        }
    }

    /// How many steps a comparison with another block takes at most, on this block's side.
    pub(super) fn weight(&self) -> usize {
        self.words.len() + 1
    }

    /// How many words of a thousand are in both, if that is enough for one block to be a changed
    /// form of the other. An embed with another address is another post.
    pub(super) fn likeness(&self, other: &Self) -> Option<usize> {
        let blank = self.readable.trim().is_empty();
        if !blank && self.readable == other.readable {
            return Some(EQUAL);
        }
        if std::mem::discriminant(self.block) != std::mem::discriminant(other.block) {
            return None;
        }
        match (self.block, other.block) {
            (Block::Embed(_), _) => return None,
            (Block::Figure(one), Block::Figure(another)) if one.source == another.source => {
                return Some(EQUAL);
            }
            _ => {}
        }
        let all = self.words.len() + other.words.len();
        if all == 0 {
            return (self.readable.trim() == other.readable.trim()).then_some(EQUAL);
        }
        // The shorter one may be all in the longer one and still not be enough.
        if 2 * EQUAL * self.words.len().min(other.words.len()) < ALIKE * all {
            return None;
        }
        let likeness = 2 * EQUAL * self.common(other) / all;
        (likeness >= ALIKE).then_some(likeness)
    }

    /// Whether half of this block's words are in the other: it may have been a part of it.
    pub(crate) fn is_part_of(&self, other: &Self) -> bool {
        let found = self
            .words
            .iter()
            .filter(|word| other.words.binary_search(word).is_ok())
            .count();
        found > 0 && 2 * found >= self.words.len()
    }

    fn common(&self, other: &Self) -> usize {
        let (mut ours, mut theirs) = (self.words.iter().peekable(), other.words.iter().peekable());
        let mut common = 0;
        while let (Some(one), Some(another)) = (ours.peek(), theirs.peek()) {
            let order = one.cmp(another);
            if order.is_le() {
                ours.next();
            }
            if order.is_ge() {
                theirs.next();
            }
            common += usize::from(order.is_eq());
        }
        common
    }
}
