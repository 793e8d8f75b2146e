//! What is done in the newsroom without anybody asking: revisions are thinned, tabs that are gone are
//! forgotten, and once at the start what is from before the newsroom is taken into it.

use super::manuscript::{adopt_remaining, store::delete_old_presences, thin_revisions};
use crate::{
    server::database::Database,
    site::{
        pages::now,
        store::{Kind, index_some_names},
    },
};
use std::{future::Future, pin::pin, time::Duration};

/// How often revisions are thinned.
const EVERY: Duration = Duration::from_secs(60);
/// How long a tab that is gone is remembered, in milliseconds.
const PRESENCES_KEPT: i64 = 3_600_000;

/// Does it until `stop` resolves. A failure is logged; the next time may go better.
pub async fn run(database: Database, stop: impl Future<Output = ()>) {
    let mut stop = pin!(stop);
    tokio::select! {
        taken = take_in(&database) => {
            if let Err(error) = taken {
                tracing::error!("articles from before the newsroom could not be taken into it: {error}");
            }
        }
        () = &mut stop => return,
    }
    loop {
        if let Err(error) = look_after(&database, now()).await {
            tracing::error!("revisions could not be looked after: {error}");
        }
        tokio::select! {
            () = tokio::time::sleep(EVERY) => {}
            () = &mut stop => return,
        }
    }
}

/// Takes in what is from before the newsroom: articles without a manuscript, names without words.
///
/// # Errors
/// When the database fails.
pub async fn take_in(database: &Database) -> Result<(), sqlx::Error> {
    let adopted = adopt_remaining(database, now()).await?;
    if adopted > 0 {
        tracing::info!("{adopted} articles were taken into the newsroom");
    }
    for kind in [Kind::Author, Kind::Tag] {
        let mut after = Some(0);
        while let Some(last) = after {
            let mut transaction = database.write().await?;
            after = index_some_names(&mut transaction, kind, last).await?;
            transaction.commit().await?;
        }
    }
    Ok(())
}

/// Does once what is due at `now`, in milliseconds UTC.
///
/// # Errors
/// When the database fails.
pub async fn look_after(database: &Database, now: i64) -> Result<(), sqlx::Error> {
    thin_revisions(database, now).await?;
    let mut transaction = database.write().await?;
    delete_old_presences(&mut transaction, now - PRESENCES_KEPT).await?;
    transaction.commit().await
}
