//! From one language to another: what a manuscript keeps of its section, authors and tags.

use super::{
    State,
    saving::{Kept, Origin, keep, read_head},
    store::{find_base, list_in_language, set_language},
};
use crate::{
    account::identity::Visit,
    desk::{
        model::{Fields, Head, RevisionKind},
        permission::{self, Permission, open_locked},
    },
    error::{AppError, Problem},
    language::Language,
    site::store::Kind,
};
use sqlx::AnyConnection;

/// The same fields with what translates their section, authors and tags.
pub(super) async fn in_language(
    connection: &mut AnyConnection,
    fields: Fields,
    language: Language,
) -> Result<Fields, sqlx::Error> {
    let section = list_in_language(
        connection,
        Kind::Section,
        fields.section.as_slice(),
        language,
    )
    .await?;
    Ok(Fields {
        section: section.first().copied(),
        authors: list_in_language(connection, Kind::Author, &fields.authors, language).await?,
        tags: list_in_language(connection, Kind::Tag, &fields.tags, language).await?,
        ..fields
    })
}

/// Changes the language of a manuscript that has no article yet: the address of one that has is known
/// in its language.
///
/// # Errors
/// When whoever asks may not write it, it has an article, its translation group has a manuscript of
/// that language, or the database fails.
pub async fn change_language(
    visit: &Visit,
    manuscript: i64,
    language: Language,
) -> Result<Head, AppError> {
    let writer = visit.writer()?;
    let refused = || AppError::invalid("language", Problem::NotAChoice);
    if !visit.state.configuration.site.languages.contains(&language) {
        return Err(refused());
    }
    let mut transaction = visit.state.database.write().await?;
    let connection = &mut *transaction;
    let manuscript = open_locked(connection, &writer, manuscript).await?;
    permission::check(Permission::of(&writer, &manuscript).may_write)?;
    let head = find_base(connection, manuscript.id, manuscript.head_id).await?;
    if manuscript.language == language {
        return read_head(connection, head).await;
    }
    if manuscript.article_id.is_some() || !set_language(connection, manuscript.id, language).await?
    {
        return Err(refused());
    }
    let state = head.state()?;
    let state = State {
        fields: in_language(connection, state.fields, language).await?,
        body: state.body,
    };
    let origin = Origin {
        kind: RevisionKind::Saved,
        person_id: Some(writer.id),
        operation: None,
        merged_id: None,
        now: visit.now,
    };
    let kept = keep(connection, &manuscript, head.id, &state, &origin).await?;
    let newest = match kept {
        Kept::Head(id) => id,
        Kept::Merged { revision, .. } => revision.id,
        Kept::Disputed { theirs, .. } => theirs.id,
    };
    let revision = find_base(connection, manuscript.id, newest).await?;
    let head = read_head(connection, revision).await?;
    transaction.commit().await?;
    Ok(head)
}
