//! The pages on which comments are written and reported without scripts.

use super::ReportReason;
use serde::{Deserialize, Serialize};

/// What somebody was told of a posting that was taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Posted {
    /// Where to go on; an address of this site.
    pub to: String,
    /// The comment; 0 where nothing was stored.
    pub comment: i64,
    /// Where it stands, as its writer is told.
    pub status: super::Status,
}

/// How a comment will look.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Previewed {
    /// The comment as HTML, made on the server.
    pub html: String,
}

/// A page about one comment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CommentsPage {
    /// `/{lang}/comments`
    Own(super::OwnPage),
    /// `/{lang}/comments/telephone`
    Telephone(super::TelephonePage),
    /// `/{lang}/comments/write?article=…|parent=…`
    Write(WritePage),
    /// `/{lang}/comments/report?comment=…`
    Report(ReportPage),
    /// `/{lang}/comments/edit?comment=…`
    Edit(EditPage),
    /// `/{lang}/comments/appeal?comment=…`
    Appeal(AppealPage),
}

/// Writing a comment, or answering one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WritePage {
    /// The article it is about.
    pub article: i64,
    /// Its headline.
    pub headline: String,
    /// Its address.
    pub href: String,
    /// What is answered.
    pub parent: Option<ShownComment>,
    /// The passage of the article that it is about; may be empty.
    pub quote: String,
    /// What was typed.
    pub text: String,
    /// When the form was made, milliseconds UTC.
    pub opened: i64,
    /// What this posting is called, so that one that is sent twice is stored once.
    pub operation: String,
    /// How it will look, as HTML, where that was asked for.
    pub preview: Option<String>,
    /// Where to sign in and come back here, for whoever is not signed in.
    pub sign_in: Option<String>,
}

/// A comment that a page is about, as text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShownComment {
    /// Its id.
    pub id: i64,
    /// The name it was posted under.
    pub name: String,
    /// What it says, as plain text.
    pub text: String,
    /// Where it stands.
    pub href: String,
}

/// Reporting a comment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportPage {
    /// What is reported.
    pub comment: ShownComment,
    /// The reason that was chosen.
    pub reason: Option<ReportReason>,
    /// What was added.
    pub note: String,
}

/// Changing a comment of one's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditPage {
    /// The comment.
    pub comment: ShownComment,
    /// What it is to say.
    pub text: String,
    /// Whether it can still be changed, or only deleted.
    pub is_open: bool,
}

/// Asking that somebody else looks again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppealPage {
    /// The comment that was refused.
    pub comment: ShownComment,
    /// What was typed.
    pub text: String,
}
