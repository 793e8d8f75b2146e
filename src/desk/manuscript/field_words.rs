//! What fields say, in words that people can compare.

use super::store::list_names;
use crate::{
    article::model::Picture,
    desk::model::{Choice, Fields},
    site::store::Kind,
};
use sqlx::AnyConnection;

/// What the ids of some fields are called.
#[derive(Clone, Debug, Default)]
pub(super) struct FieldWords {
    sections: Vec<Choice>,
    authors: Vec<Choice>,
    tags: Vec<Choice>,
}

impl FieldWords {
    /// Looks up what all of these fields name.
    pub(super) async fn load(
        connection: &mut AnyConnection,
        all: &[&Fields],
    ) -> Result<Self, sqlx::Error> {
        let gather = |ids: fn(&Fields) -> Vec<i64>| {
            let mut found: Vec<i64> = all.iter().flat_map(|fields| ids(fields)).collect();
            found.sort_unstable();
            found.dedup();
            found
        };
        let sections = gather(|fields| fields.section.into_iter().collect());
        let authors = gather(|fields| fields.authors.clone());
        let tags = gather(|fields| fields.tags.clone());
        Ok(Self {
            sections: list_names(connection, Kind::Section, &sections).await?,
            authors: list_names(connection, Kind::Author, &authors).await?,
            tags: list_names(connection, Kind::Tag, &tags).await?,
        })
    }

    /// What a field says.
    pub(super) fn of(&self, name: &str, fields: &Fields) -> String {
        match name {
            "section" => called(&self.sections, fields.section.as_slice()),
            "authors" => called(&self.authors, &fields.authors),
            "tags" => called(&self.tags, &fields.tags),
            "picture" => fields.picture.as_ref().map(describe).unwrap_or_default(),
            _ => fields.words(name).to_owned(),
        }
    }
}

fn called(choices: &[Choice], ids: &[i64]) -> String {
    let names: Vec<&str> = ids
        .iter()
        .filter_map(|id| choices.iter().find(|choice| choice.id == *id))
        .map(|choice| choice.name.as_str())
        .collect();
    names.join(", ")
}

/// The lines of a picture, and its file, by which two with the same lines are told apart.
fn describe(picture: &Picture) -> String {
    let file = picture.src.rsplit('/').next().unwrap_or_default();
    [
        file,
        picture.alt.as_str(),
        picture.caption.as_str(),
        picture.credit.as_str(),
    ]
    .into_iter()
    .filter(|line| !line.is_empty())
    .collect::<Vec<_>>()
    .join(" · ")
}
