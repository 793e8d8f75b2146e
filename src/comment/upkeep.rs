//! What is done about comments without anybody asking: what is kept no longer than it must be.

use super::store::{delete_old_events, notices::delete_old_notices, people::forget_networks};
use crate::{server::database::Database, site::pages::now};
use std::{future::Future, pin::pin, time::Duration};

/// How often it is done.
const EVERY: Duration = Duration::from_secs(10 * 60);

const DAY: i64 = 86_400_000;
/// How long events are kept: a page that was away for longer loads its thread again.
const EVENTS_KEPT: i64 = 2 * DAY;
/// How long notices are kept that were seen.
const NOTICES_KEPT: i64 = 90 * DAY;

/// Does it until `stop` resolves. `personal_data_days` is how long it is kept where a comment came from. A
/// failure is logged; the next time may go better.
pub async fn run(database: Database, personal_data_days: i64, stop: impl Future<Output = ()>) {
    let mut stop = pin!(stop);
    loop {
        if let Err(error) = look_after(&database, personal_data_days, now()).await {
            tracing::error!("comments could not be looked after: {error}");
        }
        tokio::select! {
            () = tokio::time::sleep(EVERY) => {}
            () = &mut stop => return,
        }
    }
}

/// Does once what is due at `now`, in milliseconds UTC: each a transaction, so that nobody who writes waits
/// for all of it.
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
    loop {
        let mut transaction = database.write().await?;
        let forgotten = forget_networks(&mut transaction, now - personal_data_days * DAY).await?;
        transaction.commit().await?;
        if forgotten == 0 {
            return Ok(());
        }
    }
}
