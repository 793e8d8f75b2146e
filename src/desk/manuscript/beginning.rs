//! Beginning a manuscript.

use super::{
    State,
    language::in_language,
    store::{
        ManuscriptRecord, NewManuscript, NewRevision, RevisionRecord, find_revision, insert_event,
        insert_manuscript, insert_revision, list_group, load, set_head,
    },
};
use crate::{
    account::identity::{Visit, Writer},
    desk::{
        model::{Action, Begin, Fields, RevisionKind, Status},
        permission::{self, Permission},
    },
    error::{AppError, Problem},
    language::Language,
};
use document::Document;
use sqlx::AnyConnection;

/// Begins a manuscript and returns its id.
///
/// # Errors
/// When the paper has no such language, there is a manuscript of it in the translation group already,
/// the original is not there or not for whoever asks, or the database fails.
pub async fn begin(visit: &Visit, language: Language, begin: Begin) -> Result<i64, AppError> {
    let writer = visit.writer()?;
    let site = &visit.state.configuration.site;
    if !site.languages.contains(&language) {
        return Err(AppError::invalid("language", Problem::NotAChoice));
    }
    let mut transaction = visit.state.database.write().await?;
    let connection = &mut *transaction;
    let own_group = format!("manuscript:{}", uuid::Uuid::new_v4().simple());
    let (group, state) = match begin {
        Begin::Empty => (own_group, State::default()),
        Begin::Copy(id) => {
            let (original, mut state) = take(connection, &writer, id).await?;
            if original.language != language {
                state.fields = in_language(connection, state.fields, language).await?;
            }
            // Its address is its own.
            state.fields.slug.clear();
            (own_group, state)
        }
        Begin::Translation(id) => {
            let (original, state) = take(connection, &writer, id).await?;
            let fields = Fields {
                section: state.fields.section,
                authors: state.fields.authors,
                tags: state.fields.tags,
                picture: state.fields.picture,
                ..Fields::default()
            };
            let state = State {
                fields: in_language(connection, fields, language).await?,
                body: Document::default(),
            };
            (original.translation_group, state)
        }
    };
    let new = NewManuscript {
        language,
        article_id: None,
        translation_group: &group,
        status: Status::Draft,
        owner_id: Some(writer.id),
    };
    let id = insert_manuscript(connection, &new, visit.now)
        .await?
        .ok_or_else(|| AppError::invalid("language", Problem::NotAChoice))?;
    let first = NewRevision {
        manuscript_id: id,
        parent_id: None,
        merged_id: None,
        kind: RevisionKind::Created,
        person_id: Some(writer.id),
        state: &state,
        published_at: None,
        operation: None,
    };
    let revision = insert_revision(connection, &first, visit.now)
        .await?
        .ok_or(sqlx::Error::RowNotFound)?;
    let person = Some(writer.id);
    set_head(
        connection,
        id,
        revision,
        &state.fields,
        None,
        person,
        visit.now,
    )
    .await?;
    insert_event(connection, id, person, Action::Created, "", visit.now).await?;
    transaction.commit().await?;
    Ok(id)
}

/// A manuscript that another is made from, and what it says: the newest revision to whoever may open
/// it, to others what readers see.
async fn take(
    connection: &mut AnyConnection,
    writer: &Writer,
    id: i64,
) -> Result<(ManuscriptRecord, State), AppError> {
    let original = load(connection, id).await?.ok_or(AppError::NotFound)?;
    let permission = Permission::of(writer, &original);
    permission::check(permission.may_take)?;
    let revision = readable_revision(&original, permission);
    let revision = find_revision(connection, original.id, revision)
        .await?
        .ok_or(AppError::NotFound)?;
    let state = revision.state()?;
    Ok((original, state))
}

/// The newest revision that somebody may read.
fn readable_revision(manuscript: &ManuscriptRecord, permission: Permission) -> i64 {
    if permission.may_open {
        manuscript.head_id
    } else {
        manuscript.published_revision_id.unwrap_or(0)
    }
}

/// The manuscript with which the translation group of another began, and the newest of its revisions
/// that somebody may read. None for the first one itself, and where nothing of it may be read.
///
/// # Errors
/// When the database fails.
pub async fn original_of(
    connection: &mut AnyConnection,
    writer: &Writer,
    manuscript: &ManuscriptRecord,
) -> Result<Option<(ManuscriptRecord, RevisionRecord)>, sqlx::Error> {
    let group = list_group(connection, &manuscript.translation_group).await?;
    let first = group.iter().map(|member| member.id).min();
    let Some(first) = first.filter(|first| *first < manuscript.id) else {
        return Ok(None);
    };
    let Some(original) = load(connection, first).await? else {
        return Ok(None);
    };
    let permission = Permission::of(writer, &original);
    if !permission.may_take {
        return Ok(None);
    }
    let readable = readable_revision(&original, permission);
    let revision = find_revision(connection, original.id, readable).await?;
    Ok(revision.map(|revision| (original, revision)))
}
