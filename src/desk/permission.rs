//! What somebody may do to one manuscript.

use super::{
    manuscript::store::{ManuscriptRecord, load, lock},
    model::Status,
};
use crate::{account::identity::Writer, error::AppError};
use sqlx::AnyConnection;

/// What somebody may do to one manuscript.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Permission {
    /// Read it, its revisions and what was said about it.
    pub may_open: bool,
    /// Change its text.
    pub may_write: bool,
    /// Decide what readers see of it.
    pub may_publish: bool,
    /// Take it as the original of a translation or a copy: what readers see, everybody may read.
    pub may_take: bool,
}

impl Permission {
    /// Editors may everything. Authors may open what they began, and write it while it is a draft:
    /// what was submitted is the editors' until they give it back.
    pub fn of(writer: &Writer, manuscript: &ManuscriptRecord) -> Self {
        let is_own = manuscript.owner_id == Some(writer.id);
        let may_open = writer.is_editor || is_own;
        Self {
            may_open,
            may_write: writer.is_editor || (is_own && manuscript.status == Status::Draft),
            may_publish: writer.is_editor,
            may_take: may_open || manuscript.status == Status::Published,
        }
    }
}

/// A manuscript that somebody may open.
///
/// # Errors
/// [`AppError::NotFound`], [`AppError::Forbidden`], or the database fails.
pub async fn open(
    connection: &mut AnyConnection,
    writer: &Writer,
    id: i64,
) -> Result<ManuscriptRecord, AppError> {
    let manuscript = load(connection, id).await?.ok_or(AppError::NotFound)?;
    check(Permission::of(writer, &manuscript).may_open)?;
    Ok(manuscript)
}

/// The same, held until the transaction ends.
///
/// # Errors
/// Those of [`open`].
pub async fn open_locked(
    connection: &mut AnyConnection,
    writer: &Writer,
    id: i64,
) -> Result<ManuscriptRecord, AppError> {
    let manuscript = lock(connection, id).await?.ok_or(AppError::NotFound)?;
    check(Permission::of(writer, &manuscript).may_open)?;
    Ok(manuscript)
}

/// Refuses what is not permitted.
///
/// # Errors
/// [`AppError::Forbidden`].
pub fn check(permitted: bool) -> Result<(), AppError> {
    if permitted {
        Ok(())
    } else {
        Err(AppError::Forbidden)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    fn manuscript(owner_id: Option<i64>, status: Status) -> ManuscriptRecord {
        ManuscriptRecord {
            id: 1,
            language: Language::Kazakh,
            article_id: None,
            translation_group: String::new(),
            status,
            owner_id,
            head_id: 1,
            published_revision_id: None,
            scheduled_revision_id: None,
            scheduled_at: None,
            scheduled_by: None,
            embargo_until: None,
            created_at: 0,
            changed_at: 0,
            changed_by: None,
            headline: String::new(),
            section_id: None,
        }
    }

    fn writer(is_editor: bool) -> Writer {
        Writer {
            id: 7,
            name: String::new(),
            is_editor,
        }
    }

    #[test]
    fn authors_write_their_own_drafts_and_editors_everything() {
        for status in Status::ALL {
            for owner in [None, Some(7), Some(8)] {
                let manuscript = manuscript(owner, status);
                let editor = Permission::of(&writer(true), &manuscript);
                assert!(
                    editor.may_open && editor.may_write && editor.may_publish && editor.may_take
                );
                let author = Permission::of(&writer(false), &manuscript);
                let own = owner == Some(7);
                assert_eq!(author.may_open, own, "{status:?} {owner:?}");
                assert_eq!(author.may_write, own && status == Status::Draft);
                assert_eq!(author.may_take, own || status == Status::Published);
                assert!(!author.may_publish);
            }
        }
    }
}
