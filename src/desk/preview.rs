//! Links that show a manuscript as its readers will see it to whoever has them.
//!
//! The token in such a link is a secret: kept as a hash, and in the query of the address, because paths
//! are logged.

use super::{
    manuscript::store::insert_event,
    model::{Action, PreviewLink},
    publishing::open_standing,
};
use crate::{
    account::{
        identity::{Visit, Writer},
        secret::Secret,
    },
    error::AppError,
    language::Language,
    site::pages::Presenter,
};
use sqlx::{AnyConnection, Row};

/// How long a link is good: 30 days, in milliseconds.
const GOOD_FOR: i64 = 30 * 24 * 3_600_000;

/// The links to a manuscript that are good, the newest first: manuscript, now.
pub const GOOD_LINKS: &str = "SELECT l.id, l.created_at, l.expires_at, p.name FROM preview_links l \
     JOIN people p ON p.id = l.person_id \
     WHERE l.manuscript_id = $1 AND l.expires_at > $2 AND l.withdrawn_at IS NULL ORDER BY l.id DESC LIMIT 100";

/// Where a link leads that is good: hash of its token, now.
pub const BY_TOKEN: &str = "SELECT manuscript_id FROM preview_links \
     WHERE token_hash = $1 AND expires_at > $2 AND withdrawn_at IS NULL";

/// The page that shows the newest revision to whoever has a link.
pub fn href(language: Language, token: &Secret) -> String {
    format!("/{}/preview?token={}", language.code(), token.reveal())
}

/// Makes a link to a manuscript. The answer is the only place where it is to be seen whole.
///
/// # Errors
/// When whoever asks may not look at it, or the database fails.
pub async fn share(
    visit: &Visit,
    writer: &Writer,
    manuscript: i64,
) -> Result<PreviewLink, AppError> {
    let token = Secret::generate()?;
    let expires_at = visit.now + GOOD_FOR;
    let mut transaction = visit.state.database.write().await?;
    let standing = open_standing(&mut transaction, writer, manuscript).await?;
    let id = sqlx::query_scalar(
        "INSERT INTO preview_links (manuscript_id, token_hash, person_id, created_at, expires_at) \
         VALUES ($1, $2, $3, $4, $5) RETURNING id",
    )
    .bind(manuscript)
    .bind(token.hash())
    .bind(writer.id)
    .bind(visit.now)
    .bind(expires_at)
    .fetch_one(&mut *transaction)
    .await?;
    let by = Some(writer.id);
    insert_event(
        &mut transaction,
        manuscript,
        by,
        Action::PreviewShared,
        "",
        visit.now,
    )
    .await?;
    transaction.commit().await?;
    let presenter = Presenter::new(visit.language, &visit.state.configuration.site, visit.now);
    Ok(PreviewLink {
        id,
        person: writer.name.clone(),
        created: presenter.full_moment(visit.now),
        expires: presenter.full_moment(expires_at),
        url: Some(presenter.absolute(&href(standing.language, &token))),
    })
}

/// Withdraws a link; one that has been withdrawn already stays so.
///
/// # Errors
/// When there is no such link to this manuscript, whoever asks may not look at it, or the database
/// fails.
pub async fn withdraw(
    visit: &Visit,
    writer: &Writer,
    manuscript: i64,
    link: i64,
) -> Result<(), AppError> {
    let mut transaction = visit.state.database.write().await?;
    open_standing(&mut transaction, writer, manuscript).await?;
    let known: Option<Option<i64>> = sqlx::query_scalar(
        "SELECT withdrawn_at FROM preview_links WHERE id = $1 AND manuscript_id = $2",
    )
    .bind(link)
    .bind(manuscript)
    .fetch_optional(&mut *transaction)
    .await?;
    let Some(withdrawn_at) = known else {
        return Err(AppError::NotFound);
    };
    if withdrawn_at.is_some() {
        return Ok(());
    }
    sqlx::query("UPDATE preview_links SET withdrawn_at = $1 WHERE id = $2")
        .bind(visit.now)
        .bind(link)
        .execute(&mut *transaction)
        .await?;
    insert_event(
        &mut transaction,
        manuscript,
        Some(writer.id),
        Action::PreviewWithdrawn,
        "",
        visit.now,
    )
    .await?;
    transaction.commit().await?;
    Ok(())
}

/// The links to a manuscript that are good, the newest first, at most 100; without the links
/// themselves, which nobody knows but those who were sent them.
///
/// # Errors
/// When the database fails.
pub async fn list_links(
    connection: &mut AnyConnection,
    presenter: &Presenter<'_>,
    manuscript: i64,
) -> Result<Vec<PreviewLink>, sqlx::Error> {
    let rows = sqlx::query(GOOD_LINKS)
        .bind(manuscript)
        .bind(presenter.now)
        .fetch_all(connection)
        .await?;
    rows.iter()
        .map(|row| {
            Ok(PreviewLink {
                id: row.try_get("id")?,
                person: row.try_get("name")?,
                created: presenter.full_moment(row.try_get("created_at")?),
                expires: presenter.full_moment(row.try_get("expires_at")?),
                url: None,
            })
        })
        .collect()
}

/// The manuscript that a link shows, if it is good at `now`, in milliseconds UTC.
///
/// # Errors
/// When the database fails.
pub async fn find_shared(
    connection: &mut AnyConnection,
    token: &Secret,
    now: i64,
) -> Result<Option<i64>, sqlx::Error> {
    sqlx::query_scalar(BY_TOKEN)
        .bind(token.hash())
        .bind(now)
        .fetch_optional(connection)
        .await
}
