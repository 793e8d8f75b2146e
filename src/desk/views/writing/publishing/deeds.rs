//! What can be decided about an article, by whom and when.

use crate::{Locale, desk::model::Status};
use leptos_i18n::td_string;

/// A decision about where an article stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Deed {
    /// It is given to the editors.
    Submit,
    /// It is given back to its author.
    Return,
    /// Readers get it.
    Publish,
    /// Readers get what was changed since.
    PublishChanges,
    /// Readers get it at a time.
    Schedule,
    /// They do not.
    CancelSchedule,
    /// It is taken from readers to be worked on.
    Unpublish,
    /// It is taken from readers for good.
    Withdraw,
    /// Readers are told what was wrong.
    Correct,
}

impl Deed {
    /// What its button is called.
    pub(super) fn name(self, locale: Locale) -> &'static str {
        match self {
            Self::Submit => td_string!(locale, publishing.submit),
            Self::Return => td_string!(locale, publishing.give_back),
            Self::Publish => td_string!(locale, publishing.publish),
            Self::PublishChanges => td_string!(locale, publishing.publish_changes),
            Self::Schedule => td_string!(locale, publishing.schedule),
            Self::CancelSchedule => td_string!(locale, publishing.cancel_schedule),
            Self::Unpublish => td_string!(locale, publishing.unpublish),
            Self::Withdraw => td_string!(locale, publishing.withdraw),
            Self::Correct => td_string!(locale, publishing.correct),
        }
    }

    /// What it does, before it is done.
    pub(super) fn explanation(self, locale: Locale) -> &'static str {
        match self {
            Self::Submit => td_string!(locale, publishing.submit_text),
            Self::Return => td_string!(locale, publishing.give_back_text),
            Self::Publish => td_string!(locale, publishing.publish_text),
            Self::PublishChanges => td_string!(locale, publishing.publish_changes_text),
            Self::Schedule => td_string!(locale, publishing.schedule_text),
            Self::CancelSchedule => td_string!(locale, publishing.cancel_schedule_text),
            Self::Unpublish => td_string!(locale, publishing.unpublish_text),
            Self::Withdraw => td_string!(locale, publishing.withdraw_text),
            Self::Correct => td_string!(locale, publishing.correct_text),
        }
    }

    /// What is said once it is done.
    pub(super) fn success(self, locale: Locale) -> &'static str {
        match self {
            Self::Submit => td_string!(locale, publishing.submit_done),
            Self::Return => td_string!(locale, publishing.give_back_done),
            Self::Publish => td_string!(locale, publishing.publish_done),
            Self::PublishChanges => td_string!(locale, publishing.publish_changes_done),
            Self::Schedule => td_string!(locale, publishing.schedule_done),
            Self::CancelSchedule => td_string!(locale, publishing.cancel_schedule_done),
            Self::Unpublish => td_string!(locale, publishing.unpublish_done),
            Self::Withdraw => td_string!(locale, publishing.withdraw_done),
            Self::Correct => td_string!(locale, publishing.correct_done),
        }
    }

    /// Whether it is about the text as it is now, which must be on the server first.
    pub(super) fn needs_text(self) -> bool {
        self.is_checked() || self == Self::Submit
    }

    /// Whether the text is looked over before.
    pub(super) fn is_checked(self) -> bool {
        matches!(self, Self::Publish | Self::PublishChanges | Self::Schedule)
    }

    /// What the field for words is called, where something is said with it.
    pub(super) fn note_label(self, locale: Locale) -> Option<&'static str> {
        match self {
            Self::Submit | Self::Return | Self::Unpublish => {
                Some(td_string!(locale, publishing.note))
            }
            Self::Withdraw => Some(td_string!(locale, publishing.note_to_readers)),
            Self::Correct => Some(td_string!(locale, publishing.correction)),
            _ => None,
        }
    }

    /// Whether it can't be done without words.
    pub(super) fn needs_note(self) -> bool {
        self == Self::Correct
    }
}

/// What the bar offers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Offer {
    /// The buttons, in order.
    pub(super) buttons: Vec<Deed>,
    /// The one that is usually wanted.
    pub(super) main: Option<Deed>,
    /// What is wanted less often.
    pub(super) menu: Vec<Deed>,
}

/// What somebody can decide about an article that stands here.
pub(super) fn offered(
    status: Status,
    has_changes: bool,
    may_write: bool,
    may_publish: bool,
) -> Offer {
    let mut buttons = Vec::new();
    let mut menu = Vec::new();
    if status == Status::Draft && may_write {
        buttons.push(Deed::Submit);
    }
    if may_publish {
        match status {
            Status::Draft => buttons.extend([Deed::Schedule, Deed::Publish]),
            Status::Submitted => {
                buttons.extend([Deed::Schedule, Deed::Publish]);
                menu.push(Deed::Return);
            }
            Status::Scheduled => {
                buttons.extend([Deed::Schedule, Deed::Publish]);
                menu.push(Deed::CancelSchedule);
            }
            Status::Published => {
                if has_changes {
                    buttons.push(Deed::PublishChanges);
                }
                menu.extend([Deed::Correct, Deed::Unpublish, Deed::Withdraw]);
            }
            Status::Withdrawn => menu.extend([Deed::Schedule, Deed::Publish]),
        }
    }
    Offer {
        main: buttons.last().copied(),
        buttons,
        menu,
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn authors_submit_drafts_and_nothing_else() {
        for status in Status::ALL {
            let is_draft = status == Status::Draft;
            let offer = offered(status, true, is_draft, false);
            let expected: &[Deed] = if is_draft { &[Deed::Submit] } else { &[] };
            assert_eq!(offer.buttons, expected, "{status:?}");
            assert_eq!(offer.menu, [], "{status:?}");
        }
    }

    #[test]
    fn editors_publish_what_is_not_published() {
        for status in Status::ALL {
            for has_changes in [false, true] {
                let offer = offered(status, has_changes, true, true);
                let has = |deed| offer.buttons.contains(&deed) || offer.menu.contains(&deed);
                let is_published = status == Status::Published;
                assert_eq!(has(Deed::Publish), !is_published, "{status:?}");
                assert_eq!(has(Deed::Schedule), !is_published, "{status:?}");
                assert!(!offer.buttons.is_empty() || is_published || status == Status::Withdrawn);
                assert_eq!(has(Deed::Return), status == Status::Submitted);
                assert_eq!(has(Deed::CancelSchedule), status == Status::Scheduled);
                assert_eq!(has(Deed::PublishChanges), is_published && has_changes);
                for deed in [Deed::Correct, Deed::Unpublish, Deed::Withdraw] {
                    assert_eq!(has(deed), is_published, "{status:?} {deed:?}");
                }
            }
        }
    }
}
