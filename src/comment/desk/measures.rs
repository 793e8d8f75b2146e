//! What moderators can do to somebody who comments.

use super::{
    Moderator, go_on,
    model::{Measure, RejectReason},
    moderator, read_note,
};
use crate::{
    account::{identity::Visit, model::Taken},
    comment::store::{
        decisions::{Details, NewDecision, insert_decisions, insert_notices, set_restriction},
        queue::{WriterRecord, list_writers},
    },
    error::{AppError, Problem},
    ui::date::parse_planned,
};
use sqlx::AnyConnection;

/// Milliseconds of a day.
const DAY: i64 = 86_400_000;
/// The longest suspension in days; what is longer is a ban.
const LONGEST: i64 = 366;

async fn find(
    connection: &mut AnyConnection,
    moderator: &Moderator,
    person: i64,
) -> Result<WriterRecord, AppError> {
    let found = list_writers(connection, &[person])
        .await?
        .pop()
        .ok_or(AppError::NotFound)?;
    // The newsroom's own people are an administrator's matter, and nobody is their own.
    if found.id == moderator.id || (found.role.is_newsroom() && !moderator.administers) {
        return Err(AppError::Forbidden);
    }
    Ok(found)
}

/// Until when: a number of days, or a date such as `2026-12-01`, which ends as that day ends.
fn read_until(visit: &Visit, until: &str) -> Result<i64, AppError> {
    let until = until.trim();
    if until.is_empty() {
        return Err(AppError::invalid("until", Problem::Missing));
    }
    if let Ok(days) = until.parse::<i64>() {
        return match days {
            1..=LONGEST => Ok(visit.now + days * DAY),
            _ => Err(AppError::invalid("until", Problem::NotAChoice)),
        };
    }
    let zone = &visit.state.configuration.site.time_zone;
    let at = parse_planned(&format!("{until}T23:59"), zone)
        .map_err(|_| AppError::invalid("until", Problem::NotATime))?;
    if at <= visit.now {
        return Err(AppError::invalid("until", Problem::Past));
    }
    if at > visit.now + (LONGEST + 1) * DAY {
        return Err(AppError::invalid("until", Problem::NotAChoice));
    }
    Ok(at)
}

/// Restricts somebody. They are told why, but for a measure that they are not to know of.
///
/// # Errors
/// When there is no such person, they are not a moderator's matter, a field is wrong, or the database
/// fails.
pub async fn restrict(
    visit: &Visit,
    person: i64,
    measure: &str,
    until: &str,
    reason: &str,
    note: &str,
    back: &str,
) -> Result<Taken, AppError> {
    let moderator = moderator(visit)?;
    let measure =
        Measure::parse(measure).ok_or_else(|| AppError::invalid("measure", Problem::NotAChoice))?;
    let reason = match reason {
        "" => return Err(AppError::invalid("reason", Problem::Missing)),
        word => RejectReason::parse(word)
            .ok_or_else(|| AppError::invalid("reason", Problem::NotAChoice))?,
    };
    let note = read_note(note)?;
    let until = match measure {
        Measure::Suspend => Some(read_until(visit, until)?),
        Measure::Ban | Measure::Shadow => None,
    };
    let mut transaction = visit.state.database.write().await?;
    find(&mut transaction, &moderator, person).await?;
    let now = Some(visit.now);
    let (banned, shadowed) = match measure {
        Measure::Ban => (now, None),
        Measure::Suspend => (None, None),
        Measure::Shadow => (None, now),
    };
    set_restriction(&mut transaction, person, banned, until, shadowed).await?;
    let decision = NewDecision {
        person: Some(person),
        moderator: Some(moderator.id),
        action: measure.as_str(),
        reason: reason.as_str(),
        note: &note,
        details: Details {
            words: until.map(|at| at.to_string()).unwrap_or_default(),
            ..Details::default()
        },
        ..NewDecision::default()
    };
    insert_decisions(&mut transaction, &[decision], visit.now).await?;
    let kind = match measure {
        Measure::Ban => Some("banned"),
        Measure::Suspend => Some("suspended"),
        Measure::Shadow => None,
    };
    if let Some(kind) = kind {
        let told = [(person, kind, None, reason.as_str())];
        insert_notices(&mut transaction, &told, visit.now).await?;
    }
    transaction.commit().await?;
    let page = format!("/people/{person}");
    Ok(go_on(visit, back, &page, &[("done", measure.as_str())]))
}

/// Lifts whatever restricts somebody.
///
/// # Errors
/// When there is no such person, they are not a moderator's matter, nothing restricts them, or the
/// database fails.
pub async fn lift(visit: &Visit, person: i64, note: &str, back: &str) -> Result<Taken, AppError> {
    let moderator = moderator(visit)?;
    let note = read_note(note)?;
    let mut transaction = visit.state.database.write().await?;
    let found = find(&mut transaction, &moderator, person).await?;
    let is_known_to_them =
        found.banned_at.is_some() || found.suspended_until.is_some_and(|at| at > visit.now);
    if !is_known_to_them && found.shadowed_at.is_none() {
        return Err(AppError::invalid("", Problem::Unchanged));
    }
    set_restriction(&mut transaction, person, None, None, None).await?;
    let decision = NewDecision {
        person: Some(person),
        moderator: Some(moderator.id),
        action: "lift",
        note: &note,
        ..NewDecision::default()
    };
    insert_decisions(&mut transaction, &[decision], visit.now).await?;
    if is_known_to_them {
        insert_notices(&mut transaction, &[(person, "lifted", None, "")], visit.now).await?;
    }
    transaction.commit().await?;
    let page = format!("/people/{person}");
    Ok(go_on(visit, back, &page, &[("done", "lift")]))
}
