//! What a comment may say.
//!
//! [`CommentText`] is a comment's text: cleaned of what is there only to deceive or to break a page, and
//! the only way from what somebody has sent to HTML. [`ShownName`] is the name beside it. [`WordList`] finds
//! words however they are inflected or disguised. [`examine`] puts a comment through the checks, each of which
//! passes it, holds it for a moderator or rejects it, and says why in a form that can be stored. [`clean`] takes
//! out of whatever else readers and moderators write what is taken out of a comment.
//!
//! Nothing here knows of a database, of HTTP or of the words of the interface.

mod disguise;
mod name;
mod pipeline;
mod stem;
mod text;
mod trust;
mod word_list;

pub use disguise::fold;
pub use name::{NameProblem, ShownName, name_skeleton};
pub use pipeline::*;
pub use text::{Address, AddressForm, CommentText, Quote, TextProblem, clean, excerpt};
pub use trust::{History, Trust};
pub use word_list::{How, Match, WordList, WordRule};
