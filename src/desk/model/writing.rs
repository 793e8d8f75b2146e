//! The page on which an article is written.

use super::{Choice, Colleague, Status};
use crate::{
    article::model::{Moment, Picture},
    language::Language,
};
use serde::{Deserialize, Serialize};

/// Everything of an article beside its text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Fields {
    /// The rubric above the headline; the section's name stands there when it is empty.
    pub kicker: String,
    /// The headline.
    pub headline: String,
    /// The standfirst.
    pub standfirst: String,
    /// What search engines and messengers show; the standfirst when it is empty.
    pub description: String,
    /// The last word of the address; made from the headline when it is empty.
    pub slug: String,
    /// The section's id.
    pub section: Option<i64>,
    /// Ids of the authors in the order of the byline.
    pub authors: Vec<i64>,
    /// Ids of the tags in order.
    pub tags: Vec<i64>,
    /// The lead picture.
    pub picture: Option<Picture>,
}

impl Fields {
    /// The most characters of each field of words: its name in problems, and the number. From the
    /// width of the columns on the page and of search results.
    pub const LIMITS: [(&'static str, usize); 5] = [
        ("kicker", 80),
        ("headline", 300),
        ("standfirst", 1000),
        ("description", 500),
        ("slug", 80),
    ];
    /// The most bytes of the text as JSON: 1 MB.
    pub const GREATEST_BODY: usize = 1_000_000;
    /// The most authors and the most tags.
    pub const MOST_CHOICES: usize = 30;

    /// The words of a field that [`Self::LIMITS`] names; empty for any other name.
    pub fn words(&self, name: &str) -> &str {
        match name {
            "kicker" => &self.kicker,
            "headline" => &self.headline,
            "standfirst" => &self.standfirst,
            "description" => &self.description,
            "slug" => &self.slug,
            _ => "",
        }
    }
}

/// The page on which an article is written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WritingPage {
    /// The manuscript.
    pub manuscript: Manuscript,
    /// The newest revision's id: what is shown began with it.
    pub revision: i64,
    /// Its fields.
    pub fields: Fields,
    /// Its text, as JSON.
    pub body: String,
    /// What the ids in the fields are called: the chosen authors and tags.
    pub authors: Vec<Choice>,
    /// The tags.
    pub tags: Vec<Choice>,
    /// The sections of its language.
    pub sections: Vec<Choice>,
    /// The languages of the paper.
    pub languages: Vec<Language>,
    /// Whoever asks.
    pub person: Colleague,
    /// Whether they may change the text.
    pub may_write: bool,
    /// Whether they may publish.
    pub may_publish: bool,
    /// The writing surface's module; empty when it was not built.
    pub surface: String,
    /// What it is a translation of, to be read beside it.
    pub original: Option<Original>,
    /// The others of its translation group: language, headline, where it is written.
    pub translations: Vec<TranslationLink>,
    /// Who else has it open now.
    pub present: Vec<Presence>,
    /// What was said and done, the newest first, at most 100.
    pub events: Vec<Event>,
    /// The paper's name and address without scheme, for showing what a search result looks like.
    pub paper: String,
    /// Such as `gazet.kz`.
    pub host: String,
}

/// What an article is to the newsroom, beside what it says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manuscript {
    /// Its id.
    pub id: i64,
    /// Its language.
    pub language: Language,
    /// Where it stands.
    pub status: Status,
    /// Who began it.
    pub owner: Option<Colleague>,
    /// Where readers find it, once it is published; also of a withdrawn one.
    pub href: Option<String>,
    /// Whether readers see an older revision than the newest.
    pub has_changes: bool,
    /// When readers first saw it.
    pub published: Option<Moment>,
    /// When it will be published.
    pub scheduled: Option<Moment>,
    /// The same in the paper's time zone for an input of a date and a time: `2026-11-24T18:30`.
    pub scheduled_input: String,
    /// Nothing of it may reach readers before.
    pub embargo: Option<Moment>,
    /// The same for an input.
    pub embargo_input: String,
    /// The paper's time zone, such as `Asia/Almaty`.
    pub zone: String,
}

/// An article that is being translated.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Original {
    /// Its language.
    pub language: Language,
    /// Its headline.
    pub headline: String,
    /// Its standfirst.
    pub standfirst: String,
    /// Its text as HTML, made on the server and safe by construction.
    pub body: String,
    /// Where it is written.
    pub href: String,
}

/// The same article in another language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TranslationLink {
    /// Its language.
    pub language: Language,
    /// Its headline; may be empty.
    pub headline: String,
    /// Where it is written.
    pub href: String,
    /// Where it stands.
    pub status: Status,
}

/// Somebody who has a manuscript open in a tab.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Presence {
    /// Who.
    pub person: Colleague,
    /// Their tab's name, chosen by the browser.
    pub tab: String,
    /// Since when.
    pub since: Moment,
    /// Whether they have changed anything in it.
    pub writes: bool,
    /// Who has taken it over from them.
    pub taken_by: Option<String>,
}

/// What is sent over the stream of events of a manuscript, whenever it is different from the last.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Happening {
    /// The newest revision.
    pub revision: i64,
    /// Where it stands.
    pub status: Status,
    /// Who has it open, whoever listens included.
    pub present: Vec<Presence>,
}

/// Something said or done about a manuscript.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// When.
    pub at: Moment,
    /// Who; empty: the program itself.
    pub person: String,
    /// What.
    pub action: Action,
    /// What was said; may be empty.
    pub note: String,
}

/// What can be done about a manuscript.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Action {
    /// Begun.
    Created,
    /// Something was said.
    Note,
    /// Given to the editors.
    Submitted,
    /// Given back to the author.
    Returned,
    /// Published.
    Published,
    /// What was changed since was published.
    ChangesPublished,
    /// A time of publication was set.
    Scheduled,
    /// It was taken back.
    Unscheduled,
    /// A scheduled publication could not be made; the note says why.
    ScheduleFailed,
    /// An embargo was set or lifted.
    Embargo,
    /// Taken from readers, to be worked on.
    Unpublished,
    /// Withdrawn for good.
    Withdrawn,
    /// A correction was added.
    Corrected,
    /// An older revision was restored.
    Restored,
    /// Came by import.
    Imported,
    /// Taken over from somebody.
    TakenOver,
    /// A link to the preview was made.
    PreviewShared,
    /// Such a link was withdrawn.
    PreviewWithdrawn,
}
