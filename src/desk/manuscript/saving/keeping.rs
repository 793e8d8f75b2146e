//! What becomes of a state: the newest revision, or one kept aside and merged.

use super::operation::Operation;
use crate::{
    desk::{
        manuscript::{
            State,
            merging::Merging,
            store::{
                ManuscriptRecord, NewRevision, RevisionRecord, find_base, find_merged_into,
                find_revision, insert_revision, set_head,
            },
        },
        model::RevisionKind,
    },
    error::{AppError, Problem},
};
use sqlx::AnyConnection;

/// Where a state comes from.
#[derive(Clone, Debug)]
pub(in crate::desk::manuscript) struct Origin<'a> {
    /// What its revision is called when it goes on from the newest one.
    pub(in crate::desk::manuscript) kind: RevisionKind,
    /// Who sends it; None: an import.
    pub(in crate::desk::manuscript) person_id: Option<i64>,
    /// The name of the operation.
    pub(in crate::desk::manuscript) operation: Option<&'a Operation>,
    /// A revision kept aside that has gone into it.
    pub(in crate::desk::manuscript) merged_id: Option<i64>,
    /// Now, milliseconds UTC.
    pub(in crate::desk::manuscript) now: i64,
}

/// What has become of a state.
#[derive(Clone, Debug)]
pub(in crate::desk::manuscript) enum Kept {
    /// It is this revision, which was the newest when it was kept.
    Head(i64),
    /// It was put together with what was saved in between.
    Merged {
        /// The revision of the state itself.
        mine: i64,
        /// The one of both together.
        revision: Box<RevisionRecord>,
    },
    /// It is kept aside, because both sides have changed the same places.
    Disputed {
        /// The revision of the state.
        mine: Box<RevisionRecord>,
        /// The newest one.
        theirs: Box<RevisionRecord>,
        /// How far they go together.
        merging: Box<Merging>,
    },
}

/// Keeps a state that was made from the revision `base`. The manuscript's row must be held.
pub(in crate::desk::manuscript) async fn keep(
    connection: &mut AnyConnection,
    manuscript: &ManuscriptRecord,
    base: i64,
    state: &State,
    origin: &Origin<'_>,
) -> Result<Kept, AppError> {
    let head = find_base(connection, manuscript.id, manuscript.head_id).await?;
    let head_state = head.state()?;
    let is_settlement = origin.merged_id.is_some();
    if base == head.id {
        if *state == head_state && !is_settlement {
            return Ok(Kept::Head(head.id));
        }
        let id = insert(
            connection,
            manuscript.id,
            head.id,
            origin.kind,
            state,
            origin,
        )
        .await?;
        let before = Some(&head.fields);
        make_head(connection, manuscript.id, id, state, before, origin).await?;
        if !is_settlement {
            return Ok(Kept::Head(id));
        }
        return Ok(Kept::Merged {
            mine: origin.merged_id.unwrap_or(id),
            revision: Box::new(load(connection, manuscript.id, id).await?),
        });
    }
    let base_revision = find_common_base(connection, manuscript.id, Some(base)).await?;
    if !is_settlement {
        // Nothing was typed, or the same as the others have: there is nothing to keep.
        if *state == head_state {
            return Ok(Kept::Head(head.id));
        }
        if base_revision.id == base && *state == base_revision.state()? {
            return Ok(Kept::Merged {
                mine: base,
                revision: Box::new(head),
            });
        }
    }
    let aside = RevisionKind::Aside;
    let mine = insert(
        connection,
        manuscript.id,
        base_revision.id,
        aside,
        state,
        origin,
    )
    .await?;
    let mine = load(connection, manuscript.id, mine).await?;
    merge_aside(connection, manuscript, &mine, origin.person_id, origin.now).await
}

/// Keeps a state as a revision that changes nothing else.
pub(in crate::desk::manuscript) async fn lay_aside(
    connection: &mut AnyConnection,
    manuscript: &ManuscriptRecord,
    base: i64,
    state: &State,
    origin: &Origin<'_>,
) -> Result<Kept, AppError> {
    let head = find_base(connection, manuscript.id, manuscript.head_id).await?;
    if *state != head.state()? {
        let base = find_common_base(connection, manuscript.id, Some(base)).await?;
        let kind = RevisionKind::Aside;
        insert(connection, manuscript.id, base.id, kind, state, origin).await?;
    }
    Ok(Kept::Head(head.id))
}

/// Puts a revision that was kept aside together with the newest one, if that can be done without
/// asking. `merger` is who does it; with None nothing is written, unless it was an import's.
pub(in crate::desk::manuscript) async fn merge_aside(
    connection: &mut AnyConnection,
    manuscript: &ManuscriptRecord,
    mine: &RevisionRecord,
    merger: Option<i64>,
    now: i64,
) -> Result<Kept, AppError> {
    let head = find_base(connection, manuscript.id, manuscript.head_id).await?;
    let base = find_common_base(connection, manuscript.id, mine.parent_id).await?;
    let merging = Merging::of(&base.state()?, &mine.state()?, &head.state()?);
    let may_write = merger.is_some() || mine.person_id.is_none();
    match merging.clone().into_agreed() {
        Some(state) if may_write => {
            let origin = Origin {
                kind: RevisionKind::Merged,
                person_id: merger,
                operation: None,
                merged_id: Some(mine.id),
                now,
            };
            let kind = origin.kind;
            let id = insert(connection, manuscript.id, head.id, kind, &state, &origin).await?;
            let before = Some(&head.fields);
            make_head(connection, manuscript.id, id, &state, before, &origin).await?;
            Ok(Kept::Merged {
                mine: mine.id,
                revision: Box::new(load(connection, manuscript.id, id).await?),
            })
        }
        _ => Ok(Kept::Disputed {
            mine: Box::new(mine.clone()),
            theirs: Box::new(head),
            merging: Box::new(merging),
        }),
    }
}

/// The revision that a state and the newest one have both grown from. One that is aside and has not
/// been merged is none: its words are not in the newest one, and would seem to have been deleted there.
pub(in crate::desk::manuscript) async fn find_common_base(
    connection: &mut AnyConnection,
    manuscript_id: i64,
    base: Option<i64>,
) -> Result<RevisionRecord, AppError> {
    let mut revision = find_base(connection, manuscript_id, base.unwrap_or(0)).await?;
    // Each step leads to a smaller id, so it ends; chains are as long as a person goes on writing
    // without settling.
    while revision.kind == RevisionKind::Aside && !is_in_line(connection, &revision).await? {
        let Some(parent) = revision.parent_id.filter(|parent| *parent < revision.id) else {
            break;
        };
        revision = find_base(connection, manuscript_id, parent).await?;
    }
    Ok(revision)
}

/// Whether a revision kept aside has gone into the common line by now.
async fn is_in_line(
    connection: &mut AnyConnection,
    aside: &RevisionRecord,
) -> Result<bool, AppError> {
    let mut into = find_merged_into(connection, aside.id).await?;
    while let Some(revision) = into {
        if revision.kind != RevisionKind::Aside {
            return Ok(true);
        }
        into = find_merged_into(connection, revision.id).await?;
    }
    Ok(false)
}

async fn insert(
    connection: &mut AnyConnection,
    manuscript_id: i64,
    parent_id: i64,
    kind: RevisionKind,
    state: &State,
    origin: &Origin<'_>,
) -> Result<i64, AppError> {
    let revision = NewRevision {
        manuscript_id,
        parent_id: Some(parent_id),
        merged_id: origin.merged_id,
        kind,
        person_id: origin.person_id,
        state,
        published_at: None,
        operation: origin.operation.map(Operation::as_str),
    };
    insert_revision(connection, &revision, origin.now)
        .await?
        .ok_or_else(|| AppError::invalid("operation", Problem::NotAChoice))
}

async fn make_head(
    connection: &mut AnyConnection,
    manuscript_id: i64,
    id: i64,
    state: &State,
    before: Option<&crate::desk::model::Fields>,
    origin: &Origin<'_>,
) -> Result<(), AppError> {
    let fields = &state.fields;
    set_head(
        connection,
        manuscript_id,
        id,
        fields,
        before,
        origin.person_id,
        origin.now,
    )
    .await?;
    Ok(())
}

async fn load(
    connection: &mut AnyConnection,
    manuscript_id: i64,
    id: i64,
) -> Result<RevisionRecord, AppError> {
    Ok(find_revision(connection, manuscript_id, id)
        .await?
        .ok_or(sqlx::Error::RowNotFound)?)
}
