//! What has to be done about people without anybody asking: accounts whose time has come are emptied,
//! and what has ended is removed.

use super::{
    model::AuditAction,
    store::{
        NewAuditRecord, delete_old_attempts, delete_old_audit, delete_old_challenges,
        delete_old_mail_tokens, delete_old_sessions, empty_person, give_up_unconfirmed,
        insert_audit, list_leaving,
    },
};
use crate::{
    mail::delete_old_mails,
    reading_list::store::{delete_old_invitations, delete_old_operations},
    server::database::Database,
    site::pages::now,
};
use std::{future::Future, pin::pin, time::Duration};

/// How often it is done.
const EVERY: Duration = Duration::from_secs(10 * 60);
/// How many accounts are emptied in one go.
const AT_ONCE: i64 = 100;

const DAY: i64 = 24 * 3_600_000;
/// How long an account waits for its address to be confirmed.
const UNCONFIRMED_KEPT: i64 = 7 * DAY;
/// How long the log is kept: two years.
const LOG_KEPT: i64 = 730 * DAY;
/// How long spent tokens and sent mails are kept, for looking into complaints.
const SPENT_KEPT: i64 = 30 * DAY;
/// How long what was done in reading lists is kept one by one; a device that comes back later is told
/// the whole.
const OPERATIONS_KEPT: i64 = 90 * DAY;

/// Does it until `stop` resolves. A failure is logged; the next time may go better.
pub async fn run(database: Database, stop: impl Future<Output = ()>) {
    let mut stop = pin!(stop);
    loop {
        if let Err(error) = look_after(&database, now()).await {
            tracing::error!("accounts could not be looked after: {error}");
        }
        tokio::select! {
            () = tokio::time::sleep(EVERY) => {}
            () = &mut stop => return,
        }
    }
}

/// Does once what is due at `now`, in milliseconds UTC.
///
/// # Errors
/// When the database fails.
pub async fn look_after(database: &Database, now: i64) -> Result<(), sqlx::Error> {
    let mut transaction = database.write().await?;
    give_up_unconfirmed(&mut transaction, now - UNCONFIRMED_KEPT, now).await?;
    transaction.commit().await?;
    let mut connection = database.read().await?;
    let leaving = list_leaving(&mut connection, now, AT_ONCE).await?;
    drop(connection);
    for id in leaving {
        let mut transaction = database.write().await?;
        if empty_person(&mut transaction, id, now).await? {
            let record = NewAuditRecord {
                actor_id: None,
                person_id: Some(id),
                action: AuditAction::Deleted,
                network: "",
                details: &[],
            };
            insert_audit(&mut transaction, &record, now).await?;
        }
        transaction.commit().await?;
    }
    // One by one, so that nobody who writes waits for all of it.
    let mut transaction = database.write().await?;
    delete_old_sessions(&mut transaction, now).await?;
    delete_old_challenges(&mut transaction, now).await?;
    delete_old_attempts(&mut transaction, now - 2 * DAY).await?;
    transaction.commit().await?;
    let mut transaction = database.write().await?;
    delete_old_mail_tokens(&mut transaction, now - SPENT_KEPT).await?;
    delete_old_mails(&mut transaction, now - SPENT_KEPT).await?;
    transaction.commit().await?;
    let mut transaction = database.write().await?;
    delete_old_operations(&mut transaction, now - OPERATIONS_KEPT).await?;
    delete_old_invitations(&mut transaction, now - SPENT_KEPT).await?;
    transaction.commit().await?;
    let mut transaction = database.write().await?;
    delete_old_audit(&mut transaction, now - LOG_KEPT).await?;
    transaction.commit().await
}
