//! The worker that publishes what was scheduled.
//!
//! A manuscript is claimed and published in one transaction: a crash leaves it waiting, and of several
//! servers only one can claim it. What was due while no server ran is published when one starts.

use super::{
    publish::publish,
    store::{Standing, claim_due, find_saved_revision, list_due, set_status},
    words::words_of_finding,
};
use crate::{
    Locale,
    desk::{
        manuscript::store::insert_event,
        model::{Action, Status},
    },
    server::{configuration::Configuration, database::Database},
    site::pages::{Presenter, now},
};
use leptos_i18n::td_string;
use std::{future::Future, pin::pin, sync::Arc, time::Duration};
use tokio::time::sleep;

/// How often the table is looked at.
const PAUSE: Duration = Duration::from_secs(1);

/// How long is waited after the database did not answer.
const PAUSE_WITHOUT_DATABASE: Duration = Duration::from_secs(10);

/// Publishes what is due until `stop` resolves. Whatever goes wrong is logged, and the worker goes on.
pub async fn run(
    database: Database,
    configuration: Arc<Configuration>,
    stop: impl Future<Output = ()>,
) {
    let mut stop = pin!(stop);
    let mut is_failing = false;
    loop {
        let pause = match publish_due(&database, &configuration, now()).await {
            Ok(()) => PAUSE,
            Err(error) => {
                if !is_failing {
                    tracing::error!("scheduled articles wait for the database: {error}");
                }
                PAUSE_WITHOUT_DATABASE
            }
        };
        let was_failing = std::mem::replace(&mut is_failing, pause == PAUSE_WITHOUT_DATABASE);
        if was_failing && !is_failing {
            tracing::info!("scheduled articles are published again: the database answers");
        }
        tokio::select! {
            biased;
            () = &mut stop => return,
            () = sleep(pause) => {}
        }
    }
}

/// Publishes everything that is due at `now`, in milliseconds UTC. One that cannot be published goes
/// back to the editors and does not keep the others.
///
/// # Errors
/// When the database fails.
pub async fn publish_due(
    database: &Database,
    configuration: &Configuration,
    now: i64,
) -> Result<(), sqlx::Error> {
    let mut connection = database.read().await?;
    let due = list_due(&mut connection, now).await?;
    drop(connection);
    let mut failed = None;
    for manuscript in due {
        if let Err(error) = publish_one(database, configuration, manuscript, now).await {
            if is_about_the_database(&error) {
                return Err(error);
            }
            failed = Some(error);
        }
    }
    failed.map_or(Ok(()), Err)
}

async fn publish_one(
    database: &Database,
    configuration: &Configuration,
    manuscript: i64,
    now: i64,
) -> Result<(), sqlx::Error> {
    let mut transaction = database.write().await?;
    let Some(standing) = claim_due(&mut transaction, manuscript, now).await? else {
        return Ok(());
    };
    let presenter = Presenter::new(standing.language, &configuration.site, now);
    let reason = match try_publish(&mut transaction, &presenter, &standing).await {
        Ok(None) => {
            transaction.commit().await?;
            tracing::info!(manuscript, "published as scheduled");
            return Ok(());
        }
        Ok(Some(reason)) => reason,
        Err(error) if is_about_this_one(&error) => {
            tracing::error!(
                manuscript,
                "a scheduled article cannot be published: {error}"
            );
            td_string!(presenter.locale(), finding.failed).to_owned()
        }
        Err(error) => return Err(error),
    };
    // What was written so far must not stay.
    transaction.rollback().await?;
    give_back(database, &standing, &reason, now).await
}

/// What stands against it, in words; None: it is published, once the transaction is committed.
async fn try_publish(
    connection: &mut sqlx::AnyConnection,
    presenter: &Presenter<'_>,
    standing: &Standing,
) -> Result<Option<String>, sqlx::Error> {
    let locale: Locale = presenter.locale();
    let saved = match standing.scheduled_revision_id {
        Some(revision) => find_saved_revision(connection, standing.id, revision).await,
        None => Ok(None),
    };
    let revision = match saved {
        Ok(Some(revision)) => revision,
        Ok(None) | Err(sqlx::Error::ColumnDecode { .. }) => {
            return Ok(Some(td_string!(locale, finding.no_revision).to_owned()));
        }
        Err(error) => return Err(error),
    };
    let against = publish(connection, presenter, standing, &revision, None).await?;
    let words: Vec<String> = against
        .iter()
        .map(|check| words_of_finding(&check.finding, locale))
        .collect();
    Ok((!words.is_empty()).then(|| words.join("; ")))
}

/// Whether an error lies in what was to be published, and would come again each time.
fn is_about_this_one(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Database(error) => {
            error.is_unique_violation()
                || error.is_foreign_key_violation()
                || error.is_check_violation()
        }
        sqlx::Error::ColumnDecode { .. } => true,
        _ => false,
    }
}

/// Whether an error would come with any other manuscript too.
fn is_about_the_database(error: &sqlx::Error) -> bool {
    matches!(
        error,
        sqlx::Error::Io(_) | sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed
    )
}

/// Puts a manuscript that could not be published back to the editors, and notes why.
async fn give_back(
    database: &Database,
    standing: &Standing,
    reason: &str,
    now: i64,
) -> Result<(), sqlx::Error> {
    let manuscript = standing.id;
    let mut transaction = database.write().await?;
    if claim_due(&mut transaction, manuscript, now)
        .await?
        .is_none()
    {
        return Ok(());
    }
    set_status(&mut transaction, manuscript, Status::Submitted, None, now).await?;
    insert_event(
        &mut transaction,
        manuscript,
        None,
        Action::ScheduleFailed,
        reason,
        now,
    )
    .await?;
    transaction.commit().await?;
    tracing::warn!(
        manuscript,
        "not published as scheduled, given back to the editors"
    );
    Ok(())
}
