//! A change together with who made it and when.

use crate::{
    Change, Field, ListId, LogicalTime, OperationId, Refusal, UnknownChange,
    refusal::{LONGEST_DESCRIPTION, LONGEST_NAME, LONGEST_NOTE},
};
use serde::{Deserialize, Serialize};

/// A change as it is sent, stored and merged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Operation {
    /// Its own id. What arrives twice has the same one.
    pub id: OperationId,
    /// When it was made, and on which device.
    pub time: LogicalTime,
    /// What was done.
    pub change: Change,
}

impl Operation {
    /// What comes first in the order of all operations: the time, and for a device that issued one
    /// time twice the id.
    #[must_use]
    pub(crate) fn stamp(&self) -> Stamp {
        Stamp {
            time: self.time,
            id: self.id,
        }
    }

    /// Whether the operation is acceptable by itself. What depends on the rest of the lists is
    /// [`ReadingLists::check`](crate::ReadingLists::check)'s, what depends on the server's clock
    /// [`LogicalTime::check`]'s.
    ///
    /// # Errors
    ///
    /// The first thing that is not acceptable.
    pub fn check(&self) -> Result<(), Refusal> {
        match &self.change {
            Change::NameList { name, .. } if name.trim().is_empty() => Err(Refusal::EmptyName),
            Change::NameList { name, .. } => check_text(Field::Name, name, LONGEST_NAME),
            Change::DescribeList { text, .. } => {
                check_text(Field::Description, text, LONGEST_DESCRIPTION)
            }
            Change::Note { text, .. } => check_text(Field::Note, text, LONGEST_NOTE),
            Change::DeleteList { list } if *list == ListId::LATER => Err(Refusal::DefaultListStays),
            Change::Save {
                saved_at: Some(at), ..
            } if !(0..=self.time.wall).contains(at) => Err(Refusal::SavedLater),
            Change::Reach { place, .. } if place.fraction > 1000 => Err(Refusal::BehindTheEnd {
                fraction: place.fraction,
            }),
            Change::Follow { topic } | Change::Unfollow { topic } if topic.id < 1 => {
                Err(Refusal::NoTopic)
            }
            Change::Unknown(unknown) if unknown.length() > UnknownChange::LONGEST => {
                Err(Refusal::TooMuchUnknown)
            }
            _ => Ok(()),
        }
    }
}

fn check_text(field: Field, text: &str, limit: usize) -> Result<(), Refusal> {
    // A name stands in one line; the other texts may have lines.
    let is_line = |character| field != Field::Name && matches!(character, '\n' | '\t');
    if text.chars().count() > limit {
        Err(Refusal::TooLong { field, limit })
    } else if text
        .chars()
        .any(|character| character.is_control() && !is_line(character))
    {
        Err(Refusal::ControlCharacter { field })
    } else {
        Ok(())
    }
}

/// The place of an operation in the order of all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Stamp {
    pub(crate) time: LogicalTime,
    pub(crate) id: OperationId,
}

impl Stamp {
    pub(crate) fn operation(self, change: Change) -> Operation {
        Operation {
            id: self.id,
            time: self.time,
            change,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ArticleId, DeviceId, ReadingPlace, Topic, TopicKind};

    fn check(change: Change) -> Result<(), Refusal> {
        Operation {
            id: OperationId::from_random([1; 16]),
            time: LogicalTime {
                wall: 50,
                counter: 0,
                device: DeviceId::from_random([2; 16]),
            },
            change,
        }
        .check()
    }

    fn name(name: &str) -> Change {
        Change::NameList {
            list: ListId::LATER,
            name: name.to_owned(),
        }
    }

    #[test]
    fn texts_have_their_limits() {
        assert_eq!(check(name("Әңгімелер")), Ok(()));
        assert_eq!(check(name(&"ә".repeat(100))), Ok(()));
        let limit = 100;
        assert_eq!(
            check(name(&"ә".repeat(101))),
            Err(Refusal::TooLong {
                field: Field::Name,
                limit
            })
        );
        assert_eq!(check(name(" \t ")), Err(Refusal::EmptyName));
        assert_eq!(
            check(name("a\nb")),
            Err(Refusal::ControlCharacter { field: Field::Name })
        );
        let note = |text: &str| Change::Note {
            article: ArticleId::new(1).unwrap(),
            text: text.to_owned(),
        };
        assert_eq!(check(note("one\ntwo")), Ok(()));
        assert_eq!(
            check(note("\u{0}")),
            Err(Refusal::ControlCharacter { field: Field::Note })
        );
        assert!(check(note(&"x".repeat(2_001))).is_err());
        let text = "x".repeat(501);
        assert!(
            check(Change::DescribeList {
                list: ListId::LATER,
                text
            })
            .is_err()
        );
    }

    #[test]
    fn what_makes_no_sense_is_refused() {
        let article = ArticleId::new(1).unwrap();
        let list = ListId::LATER;
        assert_eq!(
            check(Change::DeleteList { list }),
            Err(Refusal::DefaultListStays)
        );
        let reach = |fraction| Change::Reach {
            article,
            place: ReadingPlace { block: 1, fraction },
        };
        assert_eq!(check(reach(1000)), Ok(()));
        assert_eq!(
            check(reach(1001)),
            Err(Refusal::BehindTheEnd { fraction: 1001 })
        );
        let save = |at| Change::Save {
            list,
            article,
            position: "a0".parse().unwrap(),
            saved_at: Some(at),
        };
        assert_eq!(check(save(50)), Ok(()));
        assert_eq!(check(save(51)), Err(Refusal::SavedLater));
        let topic = Topic {
            kind: TopicKind::Tag,
            id: 0,
        };
        assert_eq!(check(Change::Follow { topic }), Err(Refusal::NoTopic));
        let long = format!(r#"{{"paint":"{}"}}"#, "x".repeat(4_000));
        assert_eq!(
            check(serde_json::from_str(&long).unwrap()),
            Err(Refusal::TooMuchUnknown)
        );
    }

    #[test]
    fn a_refusal_of_a_newer_server_is_understood_as_one() {
        let refusal = Refusal::TooLong {
            field: Field::Note,
            limit: 7,
        };
        let json = serde_json::to_string(&refusal).unwrap();
        assert_eq!(json, r#"{"problem":"too_long","field":"note","limit":7}"#);
        assert_eq!(serde_json::from_str::<Refusal>(&json).unwrap(), refusal);
        let newer = r#"{"problem":"too_loud","decibel":90}"#;
        assert_eq!(
            serde_json::from_str::<Refusal>(newer).unwrap(),
            Refusal::Unclear
        );
    }
}
