//! Who has a manuscript open: said by each tab, told to all of them.

use super::store::{
    ManuscriptRecord, PresenceRecord, forget_presence, insert_event, list_presences, note_presence,
    take_from_others,
};
use crate::{
    account::identity::Visit,
    desk::{
        model::{Action, Happening, Presence},
        permission,
    },
    error::{AppError, Problem},
    site::pages::Presenter,
};
use sqlx::AnyConnection;

/// Notes that a tab has a manuscript open, and tells who else has.
///
/// # Errors
/// When the tab has no proper name, the manuscript may not be opened by whoever asks, or the database
/// fails.
pub async fn report(
    visit: &Visit,
    manuscript: i64,
    tab: &str,
    writes: bool,
) -> Result<Happening, AppError> {
    let writer = visit.writer()?;
    check_tab(tab)?;
    let mut transaction = visit.state.database.write().await?;
    let connection = &mut *transaction;
    let manuscript = permission::open(connection, &writer, manuscript).await?;
    note_presence(connection, manuscript.id, writer.id, tab, writes, visit.now).await?;
    let happening = happening(connection, &presenter(visit), &manuscript).await?;
    transaction.commit().await?;
    Ok(happening)
}

/// Forgets a tab.
///
/// # Errors
/// When the database fails.
pub async fn leave(visit: &Visit, manuscript: i64, tab: &str) -> Result<(), AppError> {
    let writer = visit.writer()?;
    check_tab(tab)?;
    let mut transaction = visit.state.database.write().await?;
    forget_presence(&mut transaction, manuscript, writer.id, tab).await?;
    transaction.commit().await?;
    Ok(())
}

/// Takes a manuscript over from all other tabs, one's own too.
///
/// # Errors
/// Those of [`report`].
pub async fn take_over(visit: &Visit, manuscript: i64, tab: &str) -> Result<Happening, AppError> {
    let writer = visit.writer()?;
    check_tab(tab)?;
    let mut transaction = visit.state.database.write().await?;
    let connection = &mut *transaction;
    let manuscript = permission::open_locked(connection, &writer, manuscript).await?;
    note_presence(connection, manuscript.id, writer.id, tab, false, visit.now).await?;
    let had_it = list_presences(connection, manuscript.id, visit.now).await?;
    take_from_others(connection, manuscript.id, writer.id, tab).await?;
    let from_somebody_else = had_it
        .iter()
        .any(|presence| presence.person.id != writer.id && presence.taken_by.is_none());
    if from_somebody_else {
        let person = Some(writer.id);
        insert_event(
            connection,
            manuscript.id,
            person,
            Action::TakenOver,
            "",
            visit.now,
        )
        .await?;
    }
    let happening = happening(connection, &presenter(visit), &manuscript).await?;
    transaction.commit().await?;
    Ok(happening)
}

/// Where a manuscript stands, its newest revision, and who has it open.
///
/// # Errors
/// When the database fails.
pub async fn happening(
    connection: &mut AnyConnection,
    presenter: &Presenter<'_>,
    manuscript: &ManuscriptRecord,
) -> Result<Happening, sqlx::Error> {
    Ok(Happening {
        revision: manuscript.head_id,
        status: manuscript.status,
        present: present(connection, presenter, manuscript.id).await?,
    })
}

/// Who has a manuscript open now.
///
/// # Errors
/// When the database fails.
pub async fn present(
    connection: &mut AnyConnection,
    presenter: &Presenter<'_>,
    manuscript_id: i64,
) -> Result<Vec<Presence>, sqlx::Error> {
    let records = list_presences(connection, manuscript_id, presenter.now).await?;
    Ok(records
        .into_iter()
        .map(|record: PresenceRecord| Presence {
            person: record.person,
            tab: record.tab,
            since: presenter.short_moment(record.since),
            writes: record.wrote_at.is_some(),
            taken_by: record.taken_by,
        })
        .collect())
}

fn presenter(visit: &Visit) -> Presenter<'_> {
    Presenter::new(visit.language, &visit.state.configuration.site, visit.now)
}

/// A tab's name: 8 to 64 ASCII letters, digits and hyphens.
fn check_tab(tab: &str) -> Result<(), AppError> {
    let is_name = (8..=64).contains(&tab.len())
        && tab
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    if is_name {
        Ok(())
    } else {
        Err(AppError::invalid("tab", Problem::NotAChoice))
    }
}
