//! What checks are given, and what they say.

use crate::{CommentText, Match, Trust};
use serde::{Deserialize, Serialize};

/// A check. Its word stands in the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Check {
    /// Whether its writer may comment at all.
    Standing,
    /// Whether the thread takes comments.
    Closed,
    /// Too many too fast, or too soon in a thread in slow mode.
    Flood,
    /// The same text again.
    Repeat,
    /// Words that are not printed.
    WordsReject,
    /// Words that a moderator looks at first.
    WordsHold,
    /// More links than the writer's trust allows.
    Links,
    /// Capitals and signs in walls.
    Shouting,
    /// Several rejections lately.
    Rejections,
    /// What a service outside says.
    External,
    /// Before publishing: everybody, new people, or this person.
    Trust,
}

impl Check {
    /// Every check.
    pub const ALL: [Self; 11] = [
        Self::Standing,
        Self::Closed,
        Self::Flood,
        Self::Repeat,
        Self::WordsReject,
        Self::WordsHold,
        Self::Links,
        Self::Shouting,
        Self::Rejections,
        Self::External,
        Self::Trust,
    ];

    /// The word in the database and in addresses.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Standing => "standing",
            Self::Closed => "closed",
            Self::Flood => "flood",
            Self::Repeat => "repeat",
            Self::WordsReject => "words-reject",
            Self::WordsHold => "words-hold",
            Self::Links => "links",
            Self::Shouting => "shouting",
            Self::Rejections => "rejections",
            Self::External => "external",
            Self::Trust => "trust",
        }
    }

    /// Reads such a word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|check| check.as_str() == word)
    }
}

/// What becomes of a comment; from the mildest to the strictest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// It is published.
    Pass,
    /// It waits for a moderator.
    Hold,
    /// It is not taken.
    Reject,
}

impl Verdict {
    /// The word in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::Hold => "hold",
            Self::Reject => "reject",
        }
    }
}

/// Why. The interface turns it into words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "why", rename_all = "kebab-case")]
pub enum Reason {
    /// Its writer may not comment any more.
    Banned,
    /// Its writer may not comment until then.
    Suspended {
        /// Milliseconds UTC.
        until: i64,
    },
    /// Closed by a moderator.
    ClosedByHand,
    /// The article is older than comments are taken.
    ClosedByAge {
        /// For how many days they are taken.
        days: i64,
    },
    /// Too many at once.
    TooMany {
        /// How many there were.
        count: i64,
        /// In how many seconds.
        seconds: i64,
        /// When it can be tried again, in seconds.
        wait: i64,
    },
    /// The thread is in slow mode.
    Slow {
        /// How long is between two comments of one person, in seconds.
        seconds: i64,
        /// When it can be tried again, in seconds.
        wait: i64,
    },
    /// Its writer has said the same lately.
    SaidBefore,
    /// Its writer has said nearly the same lately, or others have said the same.
    NearlySaidBefore {
        /// How much of it is the same, in per cent.
        alike: i64,
        /// Whether it was somebody else.
        by_others: bool,
    },
    /// Words of a list.
    Words {
        /// What was found.
        matches: Vec<Match>,
    },
    /// More links than are allowed.
    Links {
        /// How many there are.
        count: i64,
        /// How many are allowed to this writer.
        allowed: i64,
        /// Their hosts.
        hosts: Vec<String>,
    },
    /// A link that hides where it leads.
    HiddenLink {
        /// Its host.
        host: String,
    },
    /// Nearly all in capitals.
    Capitals {
        /// How many of the letters, in per cent.
        share: i64,
    },
    /// The same sign over and over.
    Signs {
        /// The sign.
        sign: String,
        /// How often in a row.
        count: i64,
    },
    /// Rejections lately.
    RejectedBefore {
        /// How many.
        count: i64,
    },
    /// What the service outside said.
    Told {
        /// In its words; empty where it gave none.
        words: String,
    },
    /// The service outside did not answer.
    NoAnswer,
    /// Here a moderator looks at every comment first.
    Premoderated,
    /// The writer is new here.
    Newcomer {
        /// How many comments of theirs were approved.
        approved: i64,
        /// How many are looked at first.
        first: i64,
    },
}

/// What one check says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// Which.
    pub check: Check,
    /// What it would do.
    pub verdict: Verdict,
    /// Why.
    pub reason: Reason,
}

/// What all checks say.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Examination {
    /// The strictest verdict.
    pub verdict: Verdict,
    /// Those of the checks that had something to say.
    pub findings: Vec<Finding>,
}

/// What a moderator has decided about somebody.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Standing {
    /// Nothing.
    #[default]
    Good,
    /// May not comment until then.
    Suspended {
        /// Milliseconds UTC.
        until: i64,
    },
    /// May not comment.
    Banned,
    /// Comments, and nobody else sees it.
    Shadowed,
}

/// Who writes.
#[derive(Clone, Copy, Debug, Default)]
pub struct Author {
    /// How far they are trusted.
    pub trust: Trust,
    /// How many comments of theirs were approved.
    pub approved: i64,
    /// How many were rejected in the last 30 days.
    pub rejected_recently: i64,
    /// What was decided about them.
    pub standing: Standing,
    /// Whether they belong to the newsroom: only standing, closing and word lists concern them.
    pub is_newsroom: bool,
}

/// How a thread takes comments.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Thread {
    /// Whether it takes any.
    pub closed: Option<Closed>,
    /// Whether a moderator looks first.
    pub before: bool,
    /// How many seconds are between two comments of one person; 0: no slow mode.
    pub slow_seconds: i64,
    /// How many first comments of everybody a moderator looks at first.
    pub newcomers_before: i64,
}

/// Why a thread takes no comments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Closed {
    /// Somebody closed it.
    ByHand,
    /// Its article is older than so many days.
    ByAge {
        /// Days.
        days: i64,
    },
}

/// What the service outside has said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExternalVerdict {
    /// Its verdict and its words.
    Said(Verdict, String),
    /// It did not answer, and what the paper does then.
    Failed(Verdict),
}

/// A comment before it is taken, with all that the checks must know.
#[derive(Clone, Debug)]
pub struct Submission<'a> {
    /// What it says.
    pub text: &'a CommentText,
    /// Who writes it.
    pub author: Author,
    /// Where it goes.
    pub thread: Thread,
    /// The moment, milliseconds UTC.
    pub now: i64,
    /// What its writer has said lately.
    pub own: &'a [String],
    /// What others have said lately about this article.
    pub others: &'a [String],
    /// How many comments its writer has posted in the last minute and in the last hour.
    pub by_person: (i64, i64),
    /// The same of everybody in their network.
    pub by_network: (i64, i64),
    /// When its writer commented on this article last, milliseconds UTC.
    pub last_here: Option<i64>,
    /// The paper's own host: links to it count as none.
    pub own_host: &'a str,
    /// What a service outside says; None where there is none.
    pub external: Option<ExternalVerdict>,
}

/// The numbers that checks go by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Comments of one person in a minute and in an hour.
    pub by_person: (i64, i64),
    /// Comments from one network in a minute and in an hour: many readers share one.
    pub by_network: (i64, i64),
    /// How many links people may set, by their trust.
    pub links: [i64; 4],
    /// From how many rejections in 30 days on somebody's comments wait.
    pub rejections: i64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            by_person: (4, 40),
            by_network: (60, 1_000),
            links: [0, 2, 4, 8],
            rejections: 3,
        }
    }
}
