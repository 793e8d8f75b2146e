//! What is done about comments without anybody asking: what is kept no longer than it must be.

use super::{
    digest,
    store::{
        delete_old_events,
        emptying::empty_deleted,
        notices::delete_old_notices,
        people::{count_undisputed, forget_networks},
        telephones::{delete_old_codes, forget_restrictions, forget_telephones},
    },
};
use crate::{
    server::{configuration::Configuration, database::Database},
    site::pages::now,
};
use std::{future::Future, pin::pin, sync::Arc, time::Duration};

/// How often it is done.
const EVERY: Duration = Duration::from_secs(10 * 60);

const DAY: i64 = 86_400_000;
/// How long events are kept: a page that was away for longer loads its thread again.
const EVENTS_KEPT: i64 = 2 * DAY;
/// How long a comment that was published without a moderator stands before it counts as approved: by then
/// it was read, and could have been reported.
const UNDISPUTED: i64 = DAY;
/// How long notices are kept that were seen.
const NOTICES_KEPT: i64 = 90 * DAY;

/// Does it until `stop` resolves. A failure is logged; the next time may go better.
pub async fn run(
    database: Database,
    configuration: Arc<Configuration>,
    stop: impl Future<Output = ()>,
) {
    let mut stop = pin!(stop);
    let personal_data_days = configuration.comments.personal_data_days;
    loop {
        if let Err(error) = look_after(&database, personal_data_days, now()).await {
            tracing::error!("comments could not be looked after: {error}");
        }
        match digest::write_due(&database, &configuration.site, now()).await {
            Ok(0) => {}
            Ok(count) => tracing::debug!(count, "mails about comments written"),
            Err(error) => tracing::error!("mails about comments could not be written: {error}"),
        }
        tokio::select! {
            () = tokio::time::sleep(EVERY) => {}
            () = &mut stop => return,
        }
    }
}

/// Does once what is due at `now`, in milliseconds UTC: each a transaction, so that nobody who writes waits
/// for all of it. `personal_data_days` is how long it is kept where a comment came from, what it said after it
/// was deleted, and the hash of a telephone after the last comment or, of somebody restricted, after they left.
///
/// # Errors
/// When the database fails.
pub async fn look_after(
    database: &Database,
    personal_data_days: i64,
    now: i64,
) -> Result<(), sqlx::Error> {
    let mut transaction = database.write().await?;
    delete_old_events(&mut transaction, now - EVENTS_KEPT).await?;
    transaction.commit().await?;
    let mut transaction = database.write().await?;
    delete_old_notices(&mut transaction, now - NOTICES_KEPT).await?;
    transaction.commit().await?;
    let mut transaction = database.write().await?;
    delete_old_codes(&mut transaction, now).await?;
    transaction.commit().await?;
    loop {
        let mut transaction = database.write().await?;
        let counted = count_undisputed(&mut transaction, now - UNDISPUTED, now).await?;
        transaction.commit().await?;
        if counted == 0 {
            break;
        }
    }
    let personal = now - personal_data_days * DAY;
    loop {
        let mut transaction = database.write().await?;
        let forgotten = forget_telephones(&mut transaction, personal).await?;
        transaction.commit().await?;
        if forgotten == 0 {
            break;
        }
    }
    loop {
        let mut transaction = database.write().await?;
        let forgotten = forget_restrictions(&mut transaction, personal).await?;
        transaction.commit().await?;
        if forgotten == 0 {
            break;
        }
    }
    loop {
        let mut transaction = database.write().await?;
        let emptied = empty_deleted(&mut transaction, personal).await?;
        transaction.commit().await?;
        if emptied == 0 {
            break;
        }
    }
    loop {
        let mut transaction = database.write().await?;
        let forgotten = forget_networks(&mut transaction, personal).await?;
        transaction.commit().await?;
        if forgotten == 0 {
            return Ok(());
        }
    }
}
