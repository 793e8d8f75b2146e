//! Telling whoever has saved what became of it.

use super::keeping::Kept;
use crate::{
    account::identity::{Visit, Writer},
    article::body::to_html,
    desk::{
        manuscript::{
            field_words::FieldWords,
            store::{ManuscriptRecord, list_names},
        },
        model::{Choice, Dispute, DisputedField, DisputedPlace, Fields, Saved},
    },
    error::AppError,
    site::{pages::Presenter, store::Kind},
};
use document::Document;
use sqlx::AnyConnection;

/// What is answered to a save.
pub(in crate::desk::manuscript) async fn tell(
    visit: &Visit,
    connection: &mut AnyConnection,
    writer: &Writer,
    manuscript: &ManuscriptRecord,
    kept: Kept,
) -> Result<Saved, AppError> {
    let (mine, theirs, merging) = match kept {
        Kept::Head(revision) => return Ok(Saved::Kept { revision }),
        Kept::Merged { mine, revision } => {
            return Ok(Saved::Merged {
                mine,
                revision: revision.id,
                fields: revision.fields,
                body: revision.body,
            });
        }
        Kept::Disputed {
            mine,
            theirs,
            merging,
        } => (mine, theirs, merging),
    };
    let words = FieldWords::load(connection, &[&mine.fields, &theirs.fields]).await?;
    let html = |document: Option<Document>| {
        document
            .map(|document| to_html(&document, manuscript.language))
            .unwrap_or_default()
    };
    let presenter = Presenter::new(visit.language, &visit.state.configuration.site, visit.now);
    Ok(Saved::Disputed(Box::new(Dispute {
        mine: mine.id,
        theirs: theirs.id,
        oneself: theirs.person_id == Some(writer.id),
        at: presenter.short_moment(theirs.created_at).words,
        fields: merging
            .disputed_fields()
            .iter()
            .map(|name| DisputedField {
                name: (*name).to_owned(),
                mine: words.of(name, &mine.fields),
                theirs: words.of(name, &theirs.fields),
            })
            .collect(),
        places: merging
            .disputed_places()
            .into_iter()
            .map(|(mine, theirs)| DisputedPlace {
                mine: html(mine),
                theirs: html(theirs),
            })
            .collect(),
        person: theirs.person,
    })))
}

/// What the authors and the tags of some fields are called.
pub(in crate::desk::manuscript) async fn load_choices(
    connection: &mut AnyConnection,
    fields: &Fields,
) -> Result<(Vec<Choice>, Vec<Choice>), sqlx::Error> {
    Ok((
        list_names(connection, Kind::Author, &fields.authors).await?,
        list_names(connection, Kind::Tag, &fields.tags).await?,
    ))
}
