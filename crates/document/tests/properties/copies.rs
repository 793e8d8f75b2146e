//! A document and changed copies of it, as two people would have them.

use crate::arbitrary;
use document::{Block, Document, Inline, Inlines, Marks, OneOrMore, Text};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

/// Few and short words, so that blocks are alike, equal and repeated by chance.
fn paragraph() -> impl Strategy<Value = Block> {
    let word = select(vec![
        "бір",
        "екі",
        "үш",
        "төрт",
        "бес",
        "алты",
        "жеті",
        "сегіз",
    ]);
    (vec(word, 0..6), any::<bool>()).prop_map(|(words, strong)| {
        let marks = Marks {
            strong,
            ..Marks::default()
        };
        let text = Text::new(&words.join(" ")).map(|text| Inline::Text { text, marks });
        Block::Paragraph(text.into_iter().collect::<Inlines>())
    })
}

fn block() -> impl Strategy<Value = Block> {
    prop_oneof![
        6 => paragraph(),
        1 => arbitrary::document().prop_map(|document| document.blocks()[0].clone()),
    ]
}

/// One thing that somebody does to a text.
#[derive(Clone, Debug)]
enum Act {
    Insert(Index, Block),
    Delete(Index),
    Replace(Index, Block),
    AddWord(Index, Inline),
    Move(Index, Index),
}

fn act() -> impl Strategy<Value = Act> {
    let place = any::<Index>;
    let word = Inline::Text {
        text: Text::new(" жаңа").unwrap(),
        marks: Marks::default(),
    };
    prop_oneof![
        3 => (place(), block()).prop_map(|(place, block)| Act::Insert(place, block)),
        3 => place().prop_map(Act::Delete),
        2 => (place(), block()).prop_map(|(place, block)| Act::Replace(place, block)),
        3 => place().prop_map(move |place| Act::AddWord(place, word.clone())),
        1 => (place(), place()).prop_map(|(from, to)| Act::Move(from, to)),
    ]
}

fn changed(document: &Document, acts: &[Act]) -> Document {
    let mut blocks = document.blocks().to_vec();
    for act in acts {
        let length = blocks.len();
        match act {
            Act::Insert(place, block) => blocks.insert(place.index(length + 1), block.clone()),
            _ if length == 0 => {}
            Act::Delete(place) => drop(blocks.remove(place.index(length))),
            Act::Replace(place, block) => blocks[place.index(length)] = block.clone(),
            Act::AddWord(place, word) => {
                if let Block::Paragraph(content) = &mut blocks[place.index(length)] {
                    content.push(word.clone());
                }
            }
            Act::Move(from, to) => {
                let block = blocks.remove(from.index(length));
                blocks.insert(to.index(length), block);
            }
        }
    }
    OneOrMore::from_vec(blocks).map_or_else(Document::default, Document::new)
}

/// A text and two copies of it, each changed in a few places.
pub fn three() -> impl Strategy<Value = (Document, Document, Document)> {
    (vec(block(), 1..8), vec(act(), 0..5), vec(act(), 0..5)).prop_map(|(blocks, mine, theirs)| {
        let base = Document::new(OneOrMore::from_vec(blocks).unwrap());
        let (mine, theirs) = (changed(&base, &mine), changed(&base, &theirs));
        (base, mine, theirs)
    })
}
