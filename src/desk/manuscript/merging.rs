//! Putting together two changed copies of one manuscript.

use super::State;
use crate::desk::model::{Fields, Side};
use document::{Choice, Document, Merged, Piece};

/// The fields in the order in which the page shows them. Each is merged on its own, lists as wholes.
pub(super) const FIELDS: [&str; 9] = [
    "kicker",
    "headline",
    "standfirst",
    "section",
    "tags",
    "authors",
    "picture",
    "slug",
    "description",
];

/// Two copies of one manuscript, as far as they go together.
#[derive(Clone, Debug)]
pub struct Merging {
    /// Those that were changed on one side, or alike; of the others what is mine.
    fields: Fields,
    theirs: Fields,
    disputed: Vec<&'static str>,
    body: Merged,
}

impl Merging {
    /// Puts together what was made of `base` on both sides.
    pub fn of(base: &State, mine: &State, theirs: &State) -> Self {
        let mut fields = mine.fields.clone();
        let mut disputed = Vec::new();
        for name in FIELDS {
            let is_same = |one: &Fields, other: &Fields| is_same(name, one, other);
            if is_same(&mine.fields, &theirs.fields) || is_same(&base.fields, &theirs.fields) {
                continue;
            }
            if is_same(&base.fields, &mine.fields) {
                take(name, &mut fields, &theirs.fields);
            } else {
                disputed.push(name);
            }
        }
        Self {
            fields,
            theirs: theirs.fields.clone(),
            disputed,
            body: document::merge(&base.body, &mine.body, &theirs.body),
        }
    }

    /// The names of the fields that were changed on both sides.
    pub fn disputed_fields(&self) -> &[&'static str] {
        &self.disputed
    }

    /// The places of the text that were changed on both sides: mine and theirs. None of a side whose
    /// blocks were deleted.
    pub fn disputed_places(&self) -> Vec<(Option<Document>, Option<Document>)> {
        let document = |blocks: &Vec<document::Block>| {
            document::OneOrMore::from_vec(blocks.clone()).map(Document::new)
        };
        self.body
            .pieces
            .iter()
            .filter_map(|piece| match piece {
                Piece::Agreed(_) => None,
                Piece::Disputed { mine, theirs, .. } => Some((document(mine), document(theirs))),
            })
            .collect()
    }

    /// Both together, if nothing is disputed.
    pub fn into_agreed(self) -> Option<State> {
        if !self.disputed.is_empty() {
            return None;
        }
        Some(State {
            fields: self.fields,
            body: self.body.into_agreed()?,
        })
    }

    /// Both together, every dispute settled by the side for it, in order. None when there are not as
    /// many sides as disputes: they are those of another dispute.
    pub fn settle(&self, fields: &[Side], places: &[Side]) -> Option<State> {
        if fields.len() != self.disputed.len() || places.len() != self.disputed_places().len() {
            return None;
        }
        let mut settled = self.fields.clone();
        for (name, side) in self.disputed.iter().zip(fields) {
            if *side == Side::Theirs {
                take(name, &mut settled, &self.theirs);
            }
        }
        let choices: Vec<Choice> = places
            .iter()
            .map(|side| match side {
                Side::Mine => Choice::Mine,
                Side::Theirs => Choice::Theirs,
                Side::Both => Choice::Both,
            })
            .collect();
        Some(State {
            fields: settled,
            body: self.body.settle(&choices),
        })
    }
}

/// Whether a field says the same on both sides.
pub(super) fn is_same(name: &str, one: &Fields, other: &Fields) -> bool {
    match name {
        "section" => one.section == other.section,
        "tags" => one.tags == other.tags,
        "authors" => one.authors == other.authors,
        "picture" => one.picture == other.picture,
        _ => one.words(name) == other.words(name),
    }
}

fn take(name: &str, to: &mut Fields, from: &Fields) {
    match name {
        "kicker" => to.kicker.clone_from(&from.kicker),
        "headline" => to.headline.clone_from(&from.headline),
        "standfirst" => to.standfirst.clone_from(&from.standfirst),
        "section" => to.section = from.section,
        "tags" => to.tags.clone_from(&from.tags),
        "authors" => to.authors.clone_from(&from.authors),
        "picture" => to.picture.clone_from(&from.picture),
        "slug" => to.slug.clone_from(&from.slug),
        "description" => to.description.clone_from(&from.description),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::model::Picture;

    fn state(fields: Fields, paragraphs: &[&str]) -> State {
        State {
            fields,
            body: Document::from_paragraphs(paragraphs.iter().map(|words| (*words).to_owned())),
        }
    }

    fn all_changed() -> Fields {
        Fields {
            kicker: "k".to_owned(),
            headline: "h".to_owned(),
            standfirst: "s".to_owned(),
            description: "d".to_owned(),
            slug: "l".to_owned(),
            section: Some(1),
            authors: vec![2],
            tags: vec![3],
            picture: Some(Picture {
                src: "/media/0/a.webp".to_owned(),
                alt: String::new(),
                width: 1,
                height: 1,
                caption: String::new(),
                credit: String::new(),
            }),
        }
    }

    #[test]
    fn every_field_is_merged_on_its_own() {
        let base = state(Fields::default(), &["a"]);
        for name in FIELDS {
            let mut one = Fields::default();
            take(name, &mut one, &all_changed());
            assert!(!is_same(name, &one, &base.fields), "{name}");
            let mut others = all_changed();
            take(name, &mut others, &Fields::default());
            let merging = Merging::of(
                &base,
                &state(one.clone(), &["a"]),
                &state(others.clone(), &["a"]),
            );
            assert_eq!(
                merging.into_agreed().map(|state| state.fields),
                Some(all_changed()),
                "{name}"
            );
            let deleted = Merging::of(
                &state(all_changed(), &["a"]),
                &state(others, &["a"]),
                &state(all_changed(), &["a"]),
            );
            let fields = deleted.into_agreed().map(|state| state.fields);
            assert!(fields.is_some_and(|fields| is_same(name, &fields, &Fields::default())));
        }
    }

    #[test]
    fn what_both_have_changed_is_settled_by_choice() {
        let with = |headline: &str, words: &str| {
            let fields = Fields {
                headline: headline.to_owned(),
                ..Fields::default()
            };
            state(fields, &[words])
        };
        let merging = Merging::of(&with("a", "x"), &with("b", "y"), &with("c", "z"));
        assert_eq!(merging.disputed_fields(), ["headline"]);
        assert_eq!(merging.disputed_places().len(), 1);
        assert_eq!(merging.clone().into_agreed(), None);
        assert_eq!(merging.settle(&[], &[Side::Mine]), None);
        assert_eq!(merging.settle(&[Side::Mine], &[]), None);
        for (field, place, headline, paragraphs) in [
            (Side::Mine, Side::Theirs, "b", &["z"][..]),
            (Side::Theirs, Side::Mine, "c", &["y"]),
            (Side::Both, Side::Both, "b", &["y", "z"]),
        ] {
            let fields = Fields {
                headline: headline.to_owned(),
                ..Fields::default()
            };
            assert_eq!(
                merging.settle(&[field], &[place]),
                Some(state(fields, paragraphs))
            );
        }
        let alike = Merging::of(&with("a", "x"), &with("b", "y"), &with("b", "y"));
        assert_eq!(alike.into_agreed(), Some(with("b", "y")));
    }
}
