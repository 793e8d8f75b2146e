//! A comparison holds both texts whole.

use crate::{arbitrary, copies};
use document::{Block, Difference, Document, WordChange, compare, compare_words};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

fn sides(words: &[WordChange]) -> (String, String) {
    let (mut before, mut after) = (String::new(), String::new());
    for change in words {
        match change {
            WordChange::Same(words) => {
                before.push_str(words);
                after.push_str(words);
            }
            WordChange::Removed(words) => before.push_str(words),
            WordChange::Added(words) => after.push_str(words),
        }
    }
    (before, after)
}

fn check_words(words: &[WordChange]) -> Result<(), TestCaseError> {
    for change in words {
        let (WordChange::Same(text) | WordChange::Removed(text) | WordChange::Added(text)) = change;
        prop_assert!(!text.is_empty());
    }
    for pair in words.windows(2) {
        prop_assert!(std::mem::discriminant(&pair[0]) != std::mem::discriminant(&pair[1]));
    }
    Ok(())
}

fn check(before: &Document, after: &Document) -> Result<(), TestCaseError> {
    let (mut old, mut new): (Vec<Block>, Vec<Block>) = (Vec::new(), Vec::new());
    for difference in compare(before, after) {
        match difference {
            Difference::Same(blocks) => {
                prop_assert!(!blocks.is_empty());
                old.extend(blocks.clone());
                new.extend(blocks);
            }
            Difference::Removed(block) => old.push(block),
            Difference::Added(block) => new.push(block),
            Difference::Changed {
                before,
                after,
                words,
                only_form,
            } => {
                prop_assert!(before != after);
                let expected = (before.readable(), after.readable());
                prop_assert_eq!(only_form, expected.0 == expected.1);
                prop_assert_eq!(sides(&words), expected);
                check_words(&words)?;
                old.push(before);
                new.push(after);
            }
        }
    }
    prop_assert_eq!(&old[..], &before.blocks()[..]);
    prop_assert_eq!(&new[..], &after.blocks()[..]);
    Ok(())
}

proptest! {
    #[test]
    fn both_texts_can_be_put_together_again((one, other, third) in copies::three()) {
        check(&one, &other)?;
        check(&other, &third)?;
    }

    #[test]
    fn texts_of_every_kind_can_be_put_together_again(one in arbitrary::document(), other in arbitrary::document()) {
        check(&one, &other)?;
    }

    #[test]
    fn a_text_is_the_same_as_itself(document in arbitrary::document()) {
        let same = Difference::Same(document.blocks().to_vec());
        prop_assert_eq!(compare(&document, &document), vec![same]);
    }

    #[test]
    fn words_can_be_put_together_again(before in arbitrary::words(), after in arbitrary::words()) {
        let words = compare_words(&before, &after);
        check_words(&words)?;
        prop_assert_eq!(sides(&words), (before, after));
    }

    #[test]
    fn equal_words_are_one_piece(words in arbitrary::words()) {
        let expected = if words.is_empty() { Vec::new() } else { vec![WordChange::Same(words.clone())] };
        prop_assert_eq!(compare_words(&words, &words), expected);
    }
}

proptest! {
    // Each case is a long text.
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn long_words_can_be_put_together_again(
        before in vec(select(vec!["а", "б", "в", "."]), 4_900..5_300),
        after in vec(select(vec!["а", "б", "в", "."]), 4_900..5_300),
        shared in 0_usize..5_000,
    ) {
        let after = [&before[..shared.min(before.len())], &after[..]].concat().join(" ");
        let before = before.join(" ");
        let words = compare_words(&before, &after);
        check_words(&words)?;
        prop_assert_eq!(sides(&words), (before, after));
    }
}
