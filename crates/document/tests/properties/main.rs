//! Properties that hold for every document and every address.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that meets something unexpected should stop there"
)]

mod addresses;
mod arbitrary;
mod compare;
mod copies;
mod dom;
mod html;
mod json;
mod merge;
mod reader;

use document::Document;
use proptest::prelude::*;

proptest! {
    #[test]
    fn mapping_words_to_themselves_changes_nothing(document in arbitrary::document()) {
        prop_assert_eq!(document.map_words(&mut |words, _| words.to_owned()), document);
    }

    #[test]
    fn plain_text_has_all_the_words_and_no_control_characters(document in arbitrary::document()) {
        let text = document.plain_text();
        prop_assert!(!text.contains(|other: char| other.is_control() && other != '\n' && other != '\t'));
        for content in document.inlines() {
            for word in content.to_plain().replace('\u{AD}', "").split_whitespace() {
                prop_assert!(text.contains(word), "{word:?} is not in {text:?}");
            }
        }
    }

    #[test]
    fn an_excerpt_keeps_its_length_and_its_order(document in arbitrary::document(), max in 1_usize..200) {
        let excerpt = document.excerpt(max);
        prop_assert!(document::count_characters(&excerpt) <= max);
        prop_assert!(!excerpt.contains('\n'));
    }

    #[test]
    fn a_blank_document_shows_nothing(paragraphs in prop::collection::vec(arbitrary::words(), 0..4)) {
        let document = Document::from_paragraphs(paragraphs);
        let rendered = html::render(&document, "", "", "");
        prop_assert_eq!(document.is_blank(), rendered.is_empty());
        prop_assert_eq!(document.is_blank(), document == Document::default());
    }
}
