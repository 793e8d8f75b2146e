//! What can be wrong with a comment, or with what a reader wants to do with one.

use crate::Locale;
use leptos_i18n::td_string;
use serde::{Deserialize, Serialize};

/// Why a comment, or a deed about one, was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CommentProblem {
    /// The form came back faster than anybody can write.
    TooFast,
    /// The thread takes no comments.
    Closed,
    /// The thread takes no comments more than so many days after the article was published.
    ClosedByAge(u32),
    /// The same was said before.
    Repeated,
    /// The next comment is taken after so many seconds.
    TooOften(u32),
    /// More addresses than so many.
    TooManyLinks(u32),
    /// A word that is not printed here. Which one is not told: it would be spelt otherwise next time.
    Words,
    /// The passage that is quoted is not in the article.
    NotInArticle,
    /// Another check does not let it pass.
    Refused,
    /// A moderator has taken the right to comment, or suspended it.
    Restricted,
    /// The telephone must be confirmed first.
    TelephoneNeeded,
    /// What it answers is not there any more.
    ParentGone,
    /// The minutes in which it could be changed are over.
    TooLate,
    /// It is one's own.
    Own,
    /// It was done before.
    Done,
    /// The decision cannot be appealed against, because there is none.
    NotRejected,
    /// Somebody else has changed it meanwhile.
    Changed,
    /// The name of the account cannot be shown: another one must be chosen first.
    NameNeeded,
    /// A name of fewer than 2 or more than 40 characters.
    NameLength,
    /// A name with signs that names do not have.
    NameSigns,
    /// A name with letters of several alphabets in one word.
    NameMixed,
    /// Somebody else's name, or one that looks like it.
    NameTaken,
    /// The present name was chosen less than 30 days ago.
    NameTooSoon,
    /// No mobile telephone of Kazakhstan.
    TelephoneNumber,
    /// The code could not be sent.
    TelephoneNotReached,
    /// Somebody else has confirmed the number.
    TelephoneTaken,
}

impl CommentProblem {
    /// The problem in words.
    pub fn words(self, locale: Locale) -> String {
        let words = match self {
            Self::ClosedByAge(days) => {
                return td_string!(locale, commenting.closed_by_age, days = days.to_string());
            }
            Self::TooOften(seconds) => {
                return td_string!(locale, commenting.too_often, seconds = seconds.to_string());
            }
            Self::TooManyLinks(0) => td_string!(locale, commenting.no_links),
            Self::TooManyLinks(most) => {
                return td_string!(locale, commenting.too_many_links, most = most.to_string());
            }
            Self::TooFast => td_string!(locale, commenting.too_fast),
            Self::Closed => td_string!(locale, commenting.closed),
            Self::Repeated => td_string!(locale, commenting.repeated),
            Self::Words => td_string!(locale, commenting.words),
            Self::NotInArticle => td_string!(locale, commenting.not_in_article),
            Self::NameNeeded => td_string!(locale, commenting.name_needed),
            Self::Refused => td_string!(locale, commenting.refused),
            Self::Restricted => td_string!(locale, commenting.restricted),
            Self::TelephoneNeeded => td_string!(locale, commenting.telephone_needed),
            Self::ParentGone => td_string!(locale, commenting.parent_gone),
            Self::TooLate => td_string!(locale, commenting.too_late),
            Self::Own => td_string!(locale, commenting.own),
            Self::Done => td_string!(locale, commenting.done),
            Self::NotRejected => td_string!(locale, commenting.not_rejected),
            Self::Changed => td_string!(locale, commenting.changed),
            Self::NameLength => td_string!(locale, commenter.name_length),
            Self::NameSigns => td_string!(locale, commenter.name_signs),
            Self::NameMixed => td_string!(locale, commenter.name_mixed),
            Self::NameTaken => td_string!(locale, commenter.name_taken),
            Self::NameTooSoon => td_string!(locale, commenter.name_too_soon),
            Self::TelephoneNumber => td_string!(locale, commenter.telephone_number),
            Self::TelephoneNotReached => td_string!(locale, commenter.telephone_not_reached),
            Self::TelephoneTaken => td_string!(locale, commenter.telephone_taken),
        };
        words.to_owned()
    }
}
