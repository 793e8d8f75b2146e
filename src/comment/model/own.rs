//! One's own comments and what one is told about them.

use super::Status;
use crate::article::model::Moment;
use serde::{Deserialize, Serialize};

/// `/{lang}/comments`
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnPage {
    /// The name that others see.
    pub name: String,
    /// Whether it is another one than that of the account.
    pub has_pseudonym: bool,
    /// What was typed as a new name; the present pseudonym otherwise.
    pub typed: String,
    /// What one is told, the newest first.
    pub notices: Vec<NoticeEntry>,
    /// The id of the newest notice that was not seen; None when all were.
    pub unseen: Option<i64>,
    /// The address of older notices.
    pub older_notices: Option<String>,
    /// What one has written, the newest first.
    pub comments: Vec<OwnEntry>,
    /// The address of older comments.
    pub older: Option<String>,
    /// Whom one does not want to read: ids and names.
    pub muted: Vec<(i64, String)>,
    /// Whether what is new comes by mail too, once a day at most.
    pub has_digest: bool,
    /// Whether the telephone is confirmed; None where that cannot be done here.
    pub is_telephone_confirmed: Option<bool>,
    /// This page's address.
    pub here: String,
}

/// `/{lang}/comments/telephone`
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TelephonePage {
    /// Whether a telephone is confirmed already.
    pub is_confirmed: bool,
    /// Whether a code was sent that can still be typed.
    pub is_code_sent: bool,
    /// The number that was typed.
    pub typed: String,
}

/// Something that one is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeEntry {
    /// What, in words.
    pub words: String,
    /// The beginning of the comment that it is about; may be empty.
    pub excerpt: String,
    /// Where it leads; empty where there is nothing to see.
    pub href: String,
    /// When.
    pub told: Moment,
    /// Whether it was seen.
    pub is_seen: bool,
}

/// A comment of one's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnEntry {
    /// Its id.
    pub id: i64,
    /// The article's headline.
    pub headline: String,
    /// Where it stands; the article itself where it cannot be seen.
    pub href: String,
    /// Its beginning.
    pub excerpt: String,
    /// When it was posted.
    pub posted: Moment,
    /// Where it stands, as its writer is told.
    pub status: Status,
    /// That in words, with the reason; empty for what everybody sees.
    pub words: String,
    /// Whether it can still be changed.
    pub is_editable: bool,
    /// Whether somebody else can be asked to look again.
    pub may_appeal: bool,
}
