//! What both sides know of the moderators' desk. Dates and addresses are made on the server.

use crate::{account::model::RefusedForm, article::model::Moment, comment::model::Status};
use serde::{Deserialize, Serialize};

mod queue;

pub use queue::*;

macro_rules! words {
    ($(#[$outer:meta])* $name:ident { $($(#[$inner:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$outer])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        pub enum $name {
            $($(#[$inner])* #[serde(rename = $word)] $variant,)+
        }

        impl $name {
            /// Every one, in the order in which they are offered.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The word in the database, in forms and in addresses.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)+
                }
            }

            /// Reads such a word.
            pub fn parse(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|known| known.as_str() == word)
            }
        }
    };
}

words! {
    /// What a moderator does to a comment.
    Deed {
        /// Everybody reads it.
        Approve = "approve",
        /// Nobody reads it.
        Reject = "reject",
        /// It stands out as one of the best; so everybody reads it.
        Feature = "feature",
        /// It does not stand out any more.
        Unfeature = "unfeature",
        /// Nobody reads it until it is looked at again.
        Hide = "hide",
    }
}

words! {
    /// Why a comment is rejected, or somebody restricted.
    RejectReason {
        /// It insults somebody.
        Insult = "insult",
        /// It stirs up hatred.
        Hatred = "hatred",
        /// It advertises something.
        Spam = "spam",
        /// What it says is not true.
        Falsehood = "falsehood",
        /// It tells what is nobody's business.
        Privacy = "privacy",
        /// It is about something else.
        OffTopic = "off-topic",
        /// Something else, which the note says.
        Other = "other",
    }
}

words! {
    /// What can be done to somebody who comments.
    Measure {
        /// They cannot comment any more.
        Ban = "ban",
        /// They cannot comment for some time.
        Suspend = "suspend",
        /// Nobody else sees what they write.
        Shadow = "shadow",
    }
}

words! {
    /// What the queue shows.
    Tab {
        /// What waits.
        Waiting = "waiting",
        /// What readers have reported.
        Reported = "reported",
        /// What waits, of people who are new.
        Newcomers = "newcomers",
        /// What writers have appealed against.
        Appeals = "appeals",
        /// What was decided about.
        Decided = "decided",
    }
}

/// What became of a decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decided {
    /// Where to go now.
    pub to: String,
    /// The decisions that were taken, or taken back.
    pub decisions: Vec<i64>,
    /// Comments that stayed as they are, because somebody else was quicker, or has to decide about them.
    pub late: Vec<i64>,
}

/// A page of the moderators' desk.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ModerationPage {
    /// This page's address, for coming back to it.
    pub here: String,
    /// What has just been done.
    pub said: Option<Said>,
    /// A form that was sent to it and not taken.
    pub refused: Option<RefusedForm>,
    /// What stands on it.
    pub content: Content,
}

/// What stands on a page of the moderators' desk.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Content {
    /// `/{lang}/desk/comments`
    Queue(Box<QueuePage>),
    /// `/{lang}/desk/comments/people/{id}`
    Person(Box<WriterPage>),
    /// `/{lang}/desk/comments/rules`
    Rules(Box<RulesPage>),
    /// `/{lang}/desk/comments/log`
    Log(LogPage),
    /// `/{lang}/desk/comments/figures`
    Figures(Box<FiguresPage>),
}

/// What has just been done, said at the top of the page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// A word: a deed, a measure, `undo`, `rules` and so on; may be empty.
    pub done: String,
    /// How many comments or lines it was done to.
    pub count: i64,
    /// A decision that can be taken back.
    pub decision: Option<i64>,
    /// What others had decided before.
    pub late: Vec<LogLine>,
    /// Comments that stayed as they are because they are one's own.
    pub own: Vec<i64>,
    /// Comments that stayed as they are because somebody else looks at the appeal.
    pub appealed: Vec<i64>,
}

/// A comment, as moderators see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Its id.
    pub id: i64,
    /// Its version.
    pub version: i64,
    /// The name it was posted under.
    pub name: String,
    /// Its writer's page; None where there is no account.
    pub writer: Option<Writer>,
    /// The article's headline.
    pub article: String,
    /// Where it stands among the comments of the article.
    pub href: String,
    /// The rules of the article.
    pub rules: String,
    /// The language of the article.
    pub language: String,
    /// The beginning of what it answers.
    pub parent: Option<String>,
    /// The passage that it is about; may be empty.
    pub quote: String,
    /// What it says, in parts: those that a check has found are marked.
    pub text: Vec<(String, bool)>,
    /// What it said before, and when that was written.
    pub revisions: Vec<(String, Moment)>,
    /// What the checks have found.
    pub findings: Vec<Finding>,
    /// Open reports: reason, note, when.
    pub reports: Vec<(String, String, Moment)>,
    /// Where it stands.
    pub status: Status,
    /// Whether it is featured.
    pub featured: bool,
    /// When it was posted.
    pub posted: Moment,
    /// An open appeal.
    pub appeal: Option<Appeal>,
    /// The last decision.
    pub last: Option<LogLine>,
}

/// Who has written a comment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Writer {
    /// Their page at the desk.
    pub href: String,
    /// How far they are trusted: 0 new to 3 trusted.
    pub trust: u8,
    /// Comments that were approved.
    pub approved: i64,
    /// Comments that were rejected.
    pub rejected: i64,
    /// What restricts them: a word of [`Measure`]; may be empty.
    pub restricted: String,
}

/// What a check has found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// The check's name.
    pub check: String,
    /// Whether it rejects, or only holds.
    pub rejects: bool,
    /// What it has matched, by which rule; may be empty.
    pub matched: Vec<(String, String)>,
}

/// A writer's appeal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Appeal {
    /// What they say.
    pub text: String,
    /// When.
    pub at: Moment,
    /// Whether whoever looks may settle it.
    pub may_settle: bool,
}

/// A line of the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogLine {
    /// The decision's id.
    pub id: i64,
    /// The comment; 0 where it is about none.
    pub comment: i64,
    /// When.
    pub at: Moment,
    /// Who; empty: the program.
    pub moderator: String,
    /// What was done.
    pub action: String,
    /// Why.
    pub reason: String,
    /// What was added.
    pub note: String,
    /// What belongs to it.
    pub words: String,
    /// Whom it concerns; may be empty.
    pub person: String,
    /// Whether it was taken back.
    pub undone: bool,
    /// Who took it back; empty where their account is no more.
    pub undone_by: String,
    /// Whether whoever looks may take it back.
    pub may_undo: bool,
}

/// Somebody who comments.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WriterPage {
    /// Their id.
    pub id: i64,
    /// The name of the account.
    pub name: String,
    /// The name shown beside comments; may be empty.
    pub pseudonym: String,
    /// Trust, counts, what restricts them.
    pub writer: Writer,
    /// Reports that were right.
    pub reports_upheld: i64,
    /// When they first posted.
    pub since: Option<Moment>,
    /// Until when they are suspended.
    pub until: Option<Moment>,
    /// Whether whoever looks may restrict them.
    pub may_restrict: bool,
    /// What they have written.
    pub entries: Vec<Entry>,
    /// How the list goes on.
    pub more: Option<String>,
    /// What was decided about them.
    pub log: Vec<LogLine>,
    /// Their rules.
    pub rules: RulesForm,
}

/// The rules of one scope, as a form; empty: as the wider scope has it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RulesForm {
    /// `site`, `section`, `article`, `person`.
    pub scope: String,
    /// Whose.
    pub scope_id: i64,
    /// The name of the section, the article or the person.
    pub name: String,
    /// `after`, `before`, `closed` or empty.
    pub mode: String,
    /// How many comments of somebody new wait.
    pub newcomers_before: String,
    /// After how many days.
    pub close_after_days: String,
    /// Seconds between two comments.
    pub slow_seconds: String,
}

/// Rules and lists of words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RulesPage {
    /// The rules of one scope.
    pub form: RulesForm,
    /// Sections to choose: name and address.
    pub sections: Vec<(String, String)>,
    /// An address that no article was found at; may be empty.
    pub unknown: String,
    /// What the lists are filtered by.
    pub filter: String,
    /// Lines: id, whether it rejects, pattern.
    pub words: Vec<(i64, bool, String)>,
    /// How many more there are.
    pub hidden: usize,
    /// A text that was tried; may be empty.
    pub tried: String,
    /// What matches it: pattern, what was found, whether it rejects.
    pub matches: Vec<(String, String, bool)>,
}

/// The log, a page at a time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LogPage {
    /// Only this action.
    pub action: String,
    /// Only of this moderator.
    pub moderator: Option<i64>,
    /// Moderators to choose from.
    pub moderators: Vec<(i64, String)>,
    /// The lines.
    pub lines: Vec<LogLine>,
    /// How it goes on.
    pub more: Option<String>,
}

/// Figures of the desk.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FiguresPage {
    /// Comments that wait.
    pub waiting: i64,
    /// Since when the first of them waits.
    pub oldest: Option<Moment>,
    /// Comments with open reports.
    pub reported: i64,
    /// Open appeals.
    pub appeals: i64,
    /// The middle of all waiting times of the last 7 and 30 days, seconds.
    pub medians: (Option<i64>, Option<i64>),
    /// From how many of the newest decisions all this is made, where there are more.
    pub cut: Option<i64>,
    /// Check, whether it rejects, how often.
    pub by_check: Vec<(String, bool, i64)>,
    /// Moderator (empty: the program), how often.
    pub by_moderator: Vec<(String, i64)>,
    /// Day, decisions.
    pub by_day: Vec<(String, i64)>,
}
