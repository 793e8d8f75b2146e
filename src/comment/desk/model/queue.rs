//! The queue, and how it stands later.

use super::{Entry, LogLine, Tab};
use crate::comment::model::Status;
use serde::{Deserialize, Serialize};

/// How far the desk has come. Pages that are open are told when it has come further.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Newest {
    /// The id of the newest decision.
    pub decision: i64,
    /// The id of the newest comment.
    pub comment: i64,
    /// How often what the desk shows has changed.
    pub changes: i64,
}

/// The queue, a page at a time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct QueuePage {
    /// What is shown.
    pub tab: Tab,
    /// The comments.
    pub entries: Vec<Entry>,
    /// How the list goes on.
    pub more: Option<String>,
    /// The list's first page, on every page but that one.
    pub first: Option<String>,
    /// What was searched for among people.
    pub query: String,
    /// Who was found: name and page.
    pub people: Vec<(String, String)>,
    /// The place in the list that the page lies behind; empty at the beginning.
    pub from: String,
    /// The place that it goes to; empty where it goes to the end.
    pub until: String,
    /// How far the desk had come when the page was made.
    pub newest: Newest,
}

impl Tab {
    /// Whether a comment that it has shown still belongs to it.
    pub fn holds(self, state: &EntryState) -> bool {
        match self {
            Self::Waiting | Self::Newcomers => state.status == Status::Waiting,
            Self::Reported => state.reported,
            Self::Appeals => state.appealed,
            Self::Decided => state.decided,
        }
    }
}

/// How a page of the queue stands now that is on the screen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueueState {
    /// The comments on it.
    pub entries: Vec<EntryState>,
    /// Whether something belongs to it that is not on it.
    pub has_others: bool,
}

/// How a comment that is on the screen stands now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryState {
    /// The comment.
    pub id: i64,
    /// Its version.
    pub version: i64,
    /// Where it stands.
    pub status: Status,
    /// Whether a report is open.
    pub reported: bool,
    /// Whether an appeal is open.
    pub appealed: bool,
    /// Whether a moderator has decided about it.
    pub decided: bool,
    /// The last decision.
    pub last: Option<LogLine>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_tab_holds_what_it_is_for() {
        let state = |status, reported, appealed, decided| EntryState {
            id: 1,
            version: 1,
            status,
            reported,
            appealed,
            decided,
            last: None,
        };
        let held = |state: &EntryState| -> Vec<Tab> {
            let tabs = Tab::ALL.iter().copied();
            tabs.filter(|tab| tab.holds(state)).collect()
        };
        assert_eq!(
            held(&state(Status::Waiting, false, false, false)),
            [Tab::Waiting, Tab::Newcomers]
        );
        assert_eq!(
            held(&state(Status::Published, true, false, false)),
            [Tab::Reported]
        );
        assert_eq!(
            held(&state(Status::Rejected, false, true, true)),
            [Tab::Appeals, Tab::Decided]
        );
        assert_eq!(held(&state(Status::Deleted, false, false, false)), []);
    }
}
