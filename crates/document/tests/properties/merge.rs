//! What a merge promises, whatever the three texts are.

use crate::copies;
use document::{Block, Choice, Document, Merged, Piece, merge};
use proptest::prelude::*;

fn disputes(merged: &Merged) -> Vec<[&[Block]; 3]> {
    merged
        .pieces
        .iter()
        .filter_map(|piece| match piece {
            Piece::Agreed(_) => None,
            Piece::Disputed { base, mine, theirs } => Some([&base[..], mine, theirs]),
        })
        .collect()
}

fn agreed(merged: &Merged) -> Vec<&Block> {
    merged
        .pieces
        .iter()
        .flat_map(|piece| match piece {
            Piece::Agreed(blocks) => &blocks[..],
            Piece::Disputed { .. } => &[],
        })
        .collect()
}

proptest! {
    #[test]
    fn changes_of_one_side_are_taken_as_they_are((base, changed, _) in copies::three()) {
        prop_assert_eq!(merge(&base, &changed, &base).into_agreed(), Some(changed.clone()));
        prop_assert_eq!(merge(&base, &base, &changed).into_agreed(), Some(changed.clone()));
        prop_assert_eq!(merge(&base, &changed, &changed).into_agreed(), Some(changed.clone()));
        prop_assert_eq!(&merge(&base, &changed, &base).settle(&[Choice::Mine; 9]), &changed);
    }

    #[test]
    fn nothing_new_is_lost((base, mine, theirs) in copies::three()) {
        let merged = merge(&base, &mine, &theirs);
        let agreed = agreed(&merged);
        for (side, blocks) in [(1, mine.blocks()), (2, theirs.blocks())] {
            for block in blocks.iter().filter(|block| !base.blocks().contains(block)) {
                let found = agreed.contains(&block)
                    || disputes(&merged).iter().any(|dispute| dispute[side].contains(block));
                prop_assert!(found, "{:?} is in {:?} no more", block, merged);
            }
        }
    }

    #[test]
    fn nothing_is_made_up_and_what_neither_touched_stays((base, mine, theirs) in copies::three()) {
        let merged = merge(&base, &mine, &theirs);
        for block in agreed(&merged) {
            prop_assert!(mine.blocks().contains(block) || theirs.blocks().contains(block));
        }
        for [old, one, other] in disputes(&merged) {
            prop_assert!(one != other && one != old && other != old);
            prop_assert!(old.iter().all(|block| base.blocks().contains(block)));
            prop_assert!(one.iter().all(|block| mine.blocks().contains(block)));
            prop_assert!(other.iter().all(|block| theirs.blocks().contains(block)));
        }
        let settled = merged.settle(&[]);
        for block in base.blocks() {
            // Where a block stands twice, each side may have deleted another one.
            let once = |document: &Document| {
                document.blocks().iter().filter(|other| *other == block).count() == 1
            };
            if once(&base) && once(&mine) && once(&theirs) {
                prop_assert!(settled.blocks().contains(block), "{:?} is gone", block);
            }
        }
        let mut last_agreed = false;
        for piece in &merged.pieces {
            let is_agreed = matches!(piece, Piece::Agreed(_));
            prop_assert!(!(is_agreed && last_agreed));
            prop_assert!(!matches!(piece, Piece::Agreed(blocks) if blocks.is_empty()));
            last_agreed = is_agreed;
        }
    }

    #[test]
    fn it_is_the_same_from_the_other_side((base, mine, theirs) in copies::three()) {
        let (merged, turned) = (merge(&base, &mine, &theirs), merge(&base, &theirs, &mine));
        let swapped: Vec<_> = disputes(&turned).into_iter().map(|[base, mine, theirs]| [base, theirs, mine]).collect();
        prop_assert_eq!(disputes(&merged), swapped);
        let (one, other) = (agreed(&merged), agreed(&turned));
        prop_assert!(one.iter().all(|block| other.contains(block)));
        prop_assert!(other.iter().all(|block| one.contains(block)));
    }

    #[test]
    fn a_choice_for_all_disputes_keeps_the_agreed_and_that_side((base, mine, theirs) in copies::three()) {
        let merged = merge(&base, &mine, &theirs);
        let count = disputes(&merged).len();
        for (choice, side) in [(Choice::Mine, 1), (Choice::Theirs, 2)] {
            let settled = merged.settle(&vec![choice; count]);
            let expected = agreed(&merged).len() + disputes(&merged).iter().map(|dispute| dispute[side].len()).sum::<usize>();
            prop_assert_eq!(settled.blocks().len(), expected.max(1));
        }
        prop_assert_eq!(merged.is_agreed(), count == 0);
    }
}
