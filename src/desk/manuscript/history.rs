//! Looking back: the list of revisions, what differs between two, taking one up again, naming one.

use super::{
    State,
    field_words::FieldWords,
    merging::{FIELDS, is_same},
    saving::{Operation, answer_again, find_done, tell},
    store::{
        self, NewRevision, find_base, find_revision, insert_event, insert_revision, lock, set_head,
        set_revision_name,
    },
};
use crate::{
    account::identity::Visit,
    article::body::to_html,
    desk::{
        model::{
            Action, BlockChange, Comparison, Revision, RevisionKind, RevisionsPage, Save, Saved,
            WordChange,
        },
        naming::ShownName,
        permission::{self, Permission},
    },
    error::{AppError, Problem},
    language::Language,
    site::pages::Presenter,
};
use document::{Block, Difference, Document, OneOrMore};
use sqlx::AnyConnection;

/// How many revisions a page of the list holds.
const PAGE: usize = 50;

/// Revisions of a manuscript before one, the newest first.
///
/// # Errors
/// When whoever asks may not open the manuscript, or the database fails.
pub async fn list_revisions(
    visit: &Visit,
    manuscript: i64,
    before: Option<i64>,
) -> Result<RevisionsPage, AppError> {
    let writer = visit.writer()?;
    let mut connection = visit.state.database.read().await?;
    let manuscript = permission::open(&mut connection, &writer, manuscript).await?;
    let before = before.unwrap_or(i64::MAX);
    let limit = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
    let mut found = store::list_revisions(&mut connection, manuscript.id, before, limit).await?;
    let more = found.len() > PAGE;
    found.truncate(PAGE);
    let site = &visit.state.configuration.site;
    let presenter = Presenter::new(visit.language, site, visit.now);
    Ok(RevisionsPage {
        before: found.last().filter(|_| more).map(|last| last.id),
        revisions: found
            .into_iter()
            .map(|revision| Revision {
                id: revision.id,
                at: presenter.short_moment(revision.created_at),
                person: revision.person,
                kind: revision.kind,
                name: revision.name,
                published: revision.published_at.map(|at| presenter.short_moment(at)),
                words: revision.words,
                is_head: revision.id == manuscript.head_id,
            })
            .collect(),
    })
}

/// What differs between two revisions of a manuscript.
///
/// # Errors
/// When whoever asks may not open the manuscript, there is no such revision, or the database fails.
pub async fn compare_revisions(
    visit: &Visit,
    manuscript: i64,
    before: i64,
    after: Option<i64>,
) -> Result<Comparison, AppError> {
    let writer = visit.writer()?;
    let mut connection = visit.state.database.read().await?;
    let manuscript = permission::open(&mut connection, &writer, manuscript).await?;
    let before = find_revision(&mut connection, manuscript.id, before)
        .await?
        .ok_or(AppError::NotFound)?;
    let after = after.unwrap_or(manuscript.head_id);
    let after = find_revision(&mut connection, manuscript.id, after)
        .await?
        .ok_or(AppError::NotFound)?;
    let states = (before.state()?, after.state()?);
    compare(&mut connection, &states.0, &states.1, manuscript.language).await
}

/// What differs between the newest revision and a state that the server does not have.
///
/// # Errors
/// When the state is too long or no document, whoever asks may not open the manuscript, or the
/// database fails.
pub async fn compare_state(visit: &Visit, save: Save) -> Result<Comparison, AppError> {
    let writer = visit.writer()?;
    let state = State::parse(save.fields, &save.body)?;
    let mut connection = visit.state.database.read().await?;
    let manuscript = permission::open(&mut connection, &writer, save.manuscript).await?;
    let head = find_base(&mut connection, manuscript.id, manuscript.head_id).await?;
    compare(&mut connection, &head.state()?, &state, manuscript.language).await
}

async fn compare(
    connection: &mut AnyConnection,
    before: &State,
    after: &State,
    language: Language,
) -> Result<Comparison, AppError> {
    let words = FieldWords::load(connection, &[&before.fields, &after.fields]).await?;
    let fields = FIELDS
        .into_iter()
        .filter(|name| !is_same(name, &before.fields, &after.fields))
        .map(|name| {
            let (one, other) = (
                words.of(name, &before.fields),
                words.of(name, &after.fields),
            );
            let changes = document::compare_words(&one, &other);
            (name.to_owned(), changes.into_iter().map(word).collect())
        })
        .collect();
    let blocks = document::compare(&before.body, &after.body)
        .into_iter()
        .map(|difference| block(difference, language))
        .collect();
    Ok(Comparison { fields, blocks })
}

fn word(change: document::WordChange) -> WordChange {
    match change {
        document::WordChange::Same(words) => WordChange::Same(words),
        document::WordChange::Removed(words) => WordChange::Removed(words),
        document::WordChange::Added(words) => WordChange::Added(words),
    }
}

fn block(difference: Difference, language: Language) -> BlockChange {
    let html = |block: Block| to_html(&Document::new(OneOrMore::one(block)), language);
    match difference {
        Difference::Same(blocks) => BlockChange::Same(blocks.len()),
        Difference::Removed(block) => BlockChange::Removed(html(block)),
        Difference::Added(block) => BlockChange::Added(html(block)),
        Difference::Changed {
            after,
            only_form: true,
            ..
        } => BlockChange::Form(html(after)),
        Difference::Changed { words, .. } => {
            BlockChange::Changed(words.into_iter().map(word).collect())
        }
    }
}

/// Takes an older revision up again, as a new one.
///
/// # Errors
/// When whoever asks may not write the manuscript, there is no such revision, or the database fails.
pub async fn restore_revision(
    visit: &Visit,
    manuscript: i64,
    revision: i64,
    operation: &str,
) -> Result<Saved, AppError> {
    let writer = visit.writer()?;
    let operation = Operation::parse(operation)?;
    let mut transaction = visit.state.database.write().await?;
    let connection = &mut *transaction;
    let manuscript = lock(connection, manuscript)
        .await?
        .ok_or(AppError::NotFound)?;
    if let Some(done) = find_done(connection, &writer, &manuscript, &operation).await? {
        let kept = answer_again(connection, &writer, &manuscript, done, visit.now).await?;
        return tell(visit, connection, &writer, &manuscript, kept).await;
    }
    permission::check(Permission::of(&writer, &manuscript).may_write)?;
    let old = find_revision(connection, manuscript.id, revision)
        .await?
        .ok_or(AppError::NotFound)?;
    let head = find_base(connection, manuscript.id, manuscript.head_id).await?;
    let state = old.state()?;
    let person = Some(writer.id);
    let new = NewRevision {
        manuscript_id: manuscript.id,
        parent_id: Some(head.id),
        merged_id: None,
        kind: RevisionKind::Restored,
        person_id: person,
        state: &state,
        published_at: None,
        operation: Some(operation.as_str()),
    };
    let id = insert_revision(connection, &new, visit.now)
        .await?
        .ok_or_else(|| AppError::invalid("operation", Problem::NotAChoice))?;
    let before = Some(&head.fields);
    set_head(
        connection,
        manuscript.id,
        id,
        &state.fields,
        before,
        person,
        visit.now,
    )
    .await?;
    insert_event(
        connection,
        manuscript.id,
        person,
        Action::Restored,
        "",
        visit.now,
    )
    .await?;
    transaction.commit().await?;
    Ok(Saved::Merged {
        mine: id,
        revision: id,
        fields: state.fields,
        body: state.body.to_json(),
    })
}

/// Gives a revision a name; an empty one takes the name away.
///
/// # Errors
/// When the name is too long, whoever asks may not open the manuscript, there is no such revision, or
/// the database fails.
pub async fn name_revision(
    visit: &Visit,
    manuscript: i64,
    revision: i64,
    name: &str,
) -> Result<(), AppError> {
    let writer = visit.writer()?;
    let name = match ShownName::parse(name) {
        Ok(name) => Some(name),
        Err(Problem::Missing) => None,
        Err(problem) => return Err(AppError::invalid("name", problem)),
    };
    let mut transaction = visit.state.database.write().await?;
    let connection = &mut *transaction;
    let manuscript = permission::open(connection, &writer, manuscript).await?;
    let name = name.as_ref().map(ShownName::as_str);
    if !set_revision_name(connection, manuscript.id, revision, name, visit.now).await? {
        return Err(AppError::NotFound);
    }
    transaction.commit().await?;
    Ok(())
}
