//! What readers do with comments that are there: change, delete, support, report, mute, appeal.

pub mod limits;

use super::{
    model::{EventKind, ReportReason, Status},
    posting::{
        confirmed, count_check, find_writer, href_of,
        judging::{Judged, Subject, judge},
        parse_id, problem,
    },
    problem::CommentProblem,
    store::{
        CommentRecord, CommentedArticle, NewReport, append_event, change_text, delete_mute,
        desk::count_change, find_comment, find_commented_article, gather_surroundings, hold_thread,
        insert_appeal, insert_mute, insert_report, log_hiding, replace_findings, set_status,
        set_support,
    },
};
use crate::{
    account::{identity::Visit, model::Taken, next::Next},
    comment::posting::Typed,
    error::{AppError, Problem},
};
use limits::{Deed, count};
use moderation::{Standing, clean};
use percent_encoding::{CONTROLS, utf8_percent_encode};
use sqlx::AnyConnection;

/// For how long a comment can be changed after it was posted, in milliseconds.
pub const EDITABLE: i64 = 5 * 60_000;
/// What the way of the form to the server may take beyond that, in milliseconds.
const GRACE: i64 = 10_000;
/// The most characters that can be added to a report.
const LONGEST_NOTE: u32 = 500;
/// How many characters an appeal may have.
const APPEAL: (u32, u32) = (10, 1_000);

/// Whether a comment can still be changed by its writer, for the eye: the server takes it a little longer.
pub fn is_editable(comment: &CommentRecord, now: i64) -> bool {
    now < comment.posted_at + EDITABLE && is_changeable(comment)
}

fn is_changeable(comment: &CommentRecord) -> bool {
    matches!(
        comment.status,
        Status::Published | Status::Waiting | Status::Shadowed
    )
}

/// Puts another text in the place of one's comment.
///
/// # Errors
/// [`AppError::NotFound`] for what is not one's own; [`AppError::Invalid`] when it is too late or the text
/// is not accepted; those of `posting::post`.
pub async fn edit(visit: &Visit, comment: &str, text: &str, back: &str) -> Result<Taken, AppError> {
    let person = confirmed(visit)?;
    let mut connection = visit.state.database.read().await?;
    let (comment, article) = find_own(&mut connection, visit, comment).await?;
    if visit.now >= comment.posted_at + EDITABLE + GRACE || !is_changeable(&comment) {
        return Err(problem(CommentProblem::TooLate));
    }
    let typed = Typed::parse(text, &comment.quote)?;
    if typed.text.as_str() == comment.text {
        return Ok(taken(visit, &article, &comment, back));
    }
    count_check(visit, person.id).await?;
    let writer = find_writer(&mut connection, person, visit.now).await?;
    let network = visit.network.group();
    let surroundings = gather_surroundings(
        &mut connection,
        person.id,
        article.id,
        &network,
        comment.id,
        visit.now,
    )
    .await?;
    drop(connection);
    let subject = Subject {
        article: &article,
        writer: &writer,
        typed: &typed,
        surroundings: &surroundings,
        is_edit: true,
    };
    let judgement = judge(visit, &subject).await?;
    if let Judged::Refuse { problem, .. } = judgement.judged {
        return Err(super::posting::problem(problem));
    }
    let mut transaction = visit.state.database.write().await?;
    count(&mut transaction, visit, person.id, Deed::Change).await?;
    let Some(mut changed) =
        change_text(&mut transaction, &comment, typed.text.as_str(), visit.now).await?
    else {
        return Err(problem(CommentProblem::Changed));
    };
    replace_findings(&mut transaction, changed.id, &judgement.findings, visit.now).await?;
    if changed.is_published() {
        if judgement.judged == Judged::Hold {
            changed = set_status(&mut transaction, &changed, Status::Waiting, visit.now).await?;
        } else {
            append_event(&mut transaction, EventKind::Changed, &changed, visit.now).await?;
        }
    }
    count_change(&mut transaction).await?;
    transaction.commit().await?;
    visit.state.live.tell(article.id);
    Ok(taken(visit, &article, &changed, back))
}

/// Takes back one's comment. To do so twice is the same as once.
///
/// # Errors
/// [`AppError::NotFound`] for what is not one's own, or when the database fails.
pub async fn delete(visit: &Visit, comment: &str, back: &str) -> Result<Taken, AppError> {
    let person = visit.signed_in()?.person.id;
    let mut transaction = visit.state.database.write().await?;
    let comment = find_comment(&mut transaction, parse_id(comment)?)
        .await?
        .filter(|comment| comment.person_id == Some(person))
        .ok_or(AppError::NotFound)?;
    if comment.status != Status::Deleted {
        count(&mut transaction, visit, person, Deed::Change).await?;
        set_status(&mut transaction, &comment, Status::Deleted, visit.now).await?;
        count_change(&mut transaction).await?;
        transaction.commit().await?;
        visit.state.live.tell(comment.article_id);
    }
    Ok(Taken {
        to: own_or(visit, back),
    })
}

/// Supports a comment, or does not any more. To say the same twice is the same as once.
///
/// # Errors
/// [`AppError::NotFound`] for what readers do not see; [`AppError::Invalid`] for one's own.
pub async fn support(
    visit: &Visit,
    comment: &str,
    supported: &str,
    back: &str,
) -> Result<Taken, AppError> {
    let person = confirmed(visit)?;
    let supported = parse_choice(supported, "supported")?;
    let mut transaction = visit.state.database.write().await?;
    let (comment, article) = find_published(&mut transaction, comment).await?;
    if comment.person_id == Some(person.id) {
        return Err(general(CommentProblem::Own));
    }
    count(&mut transaction, visit, person.id, Deed::Support).await?;
    let changed = match find_standing(&mut transaction, visit).await? {
        // They are not told that nobody else sees it.
        Standing::Shadowed => None,
        _ => set_support(&mut transaction, &comment, person.id, supported, visit.now).await?,
    };
    if let Some(changed) = changed {
        append_event(&mut transaction, EventKind::Supported, &changed, visit.now).await?;
        transaction.commit().await?;
        visit.state.live.tell(article.id);
    }
    Ok(taken(visit, &article, &comment, back))
}

/// Reports a comment. Enough reports of people who are trusted hide it until a moderator has looked.
///
/// # Errors
/// [`AppError::NotFound`] for what readers do not see; [`AppError::Invalid`] with what is wrong with which
/// field, for one's own, and for what one has reported before.
pub async fn report(
    visit: &Visit,
    comment: &str,
    reason: &str,
    note: &str,
    back: &str,
) -> Result<Taken, AppError> {
    let person = confirmed(visit)?;
    let id = parse_id(comment)?;
    let reason = ReportReason::parse(reason)
        .ok_or_else(|| AppError::invalid("reason", Problem::NotAChoice))?;
    let note = clean(note);
    if super::posting::characters(&note) > LONGEST_NOTE {
        return Err(AppError::invalid("note", Problem::TooLong(LONGEST_NOTE)));
    }
    if reason == ReportReason::Other && note.is_empty() {
        return Err(AppError::invalid("note", Problem::Missing));
    }
    let mut transaction = visit.state.database.write().await?;
    let (comment, article) = find_published(&mut transaction, &id.to_string()).await?;
    if comment.person_id == Some(person.id) {
        return Err(general(CommentProblem::Own));
    }
    count(&mut transaction, visit, person.id, Deed::Report).await?;
    let writer = find_writer(&mut transaction, person, visit.now).await?;
    let hides_at = visit.state.configuration.comments.hide_at_weight;
    let report = NewReport {
        person_id: person.id,
        reason,
        note: &note,
        weight: match check_standing(writer.standing)? {
            Standing::Shadowed => 0,
            // One voice alone hides nothing.
            _ => writer.trust.report_weight().min((hides_at - 1).max(1)),
        },
        reported_at: visit.now,
    };
    let Some(reported) = insert_report(&mut transaction, &comment, &report).await? else {
        return Err(general(CommentProblem::Done));
    };
    // What a moderator has approved is only listed for them again.
    if reported.is_published()
        && reported.decided_at.is_none()
        && reported.report_weight >= hides_at
    {
        set_status(&mut transaction, &reported, Status::Hidden, visit.now).await?;
        log_hiding(&mut transaction, &reported, visit.now).await?;
    }
    count_change(&mut transaction).await?;
    transaction.commit().await?;
    visit.state.live.tell(article.id);
    let back = match back {
        "" => format!("{}#comments", super::posting::article_href(&article)),
        back => back.to_owned(),
    };
    Ok(taken(visit, &article, &comment, &back))
}

/// Does not want to read the writer of a comment any more, or does again. `comment` is one that readers see;
/// `person`, an id out of one's own list, is enough for reading somebody again.
///
/// # Errors
/// [`AppError::NotFound`] for a comment that readers do not see; [`AppError::Invalid`] for oneself.
pub async fn mute(
    visit: &Visit,
    comment: &str,
    person: &str,
    muted: &str,
    back: &str,
) -> Result<Taken, AppError> {
    let reader = visit.signed_in()?.person.id;
    let muted = parse_choice(muted, "muted")?;
    let mut transaction = visit.state.database.write().await?;
    count(&mut transaction, visit, reader, Deed::Mute).await?;
    // Whoever could name an account would be told the name of any.
    if comment.is_empty() && !muted {
        delete_mute(&mut transaction, reader, parse_id(person)?).await?;
    } else {
        let (comment, _) = find_published(&mut transaction, comment).await?;
        let other = comment.person_id.ok_or(AppError::NotFound)?;
        if other == reader {
            return Err(general(CommentProblem::Own));
        }
        if muted {
            insert_mute(&mut transaction, reader, other, &comment.name, visit.now).await?;
        } else {
            delete_mute(&mut transaction, reader, other).await?;
        }
    }
    transaction.commit().await?;
    Ok(Taken {
        to: own_or(visit, back),
    })
}

/// Asks that somebody else looks again at a comment that was refused; once for each.
///
/// # Errors
/// [`AppError::NotFound`] for what is not one's own; [`AppError::Invalid`] with what is wrong.
pub async fn appeal(
    visit: &Visit,
    comment: &str,
    text: &str,
    back: &str,
) -> Result<Taken, AppError> {
    let person = visit.signed_in()?.person.id;
    let id = parse_id(comment)?;
    let text = clean(text);
    let (fewest, most) = APPEAL;
    let length = super::posting::characters(&text);
    if length < fewest {
        return Err(AppError::invalid("text", Problem::TooShort(fewest)));
    }
    if length > most {
        return Err(AppError::invalid("text", Problem::TooLong(most)));
    }
    let mut transaction = visit.state.database.write().await?;
    let comment = find_comment(&mut transaction, id)
        .await?
        .filter(|comment| comment.person_id == Some(person))
        .ok_or(AppError::NotFound)?;
    hold_thread(&mut transaction, comment.article_id).await?;
    if comment.status != Status::Rejected {
        return Err(general(CommentProblem::NotRejected));
    }
    count(&mut transaction, visit, person, Deed::Appeal).await?;
    if !insert_appeal(&mut transaction, &comment, &text, visit.now).await? {
        return Err(general(CommentProblem::Done));
    }
    count_change(&mut transaction).await?;
    transaction.commit().await?;
    Ok(Taken {
        to: own_or(visit, back),
    })
}

/// A comment of whoever asks, with its article.
///
/// # Errors
/// [`AppError::NotFound`] for anybody else's.
pub async fn find_own(
    connection: &mut AnyConnection,
    visit: &Visit,
    comment: &str,
) -> Result<(CommentRecord, CommentedArticle), AppError> {
    let person = visit.signed_in()?.person.id;
    let comment = find_comment(connection, parse_id(comment)?)
        .await?
        .filter(|comment| comment.person_id == Some(person))
        .ok_or(AppError::NotFound)?;
    let article = find_commented_article(connection, comment.article_id)
        .await?
        .ok_or(AppError::NotFound)?;
    Ok((comment, article))
}

/// A comment that readers see, with its article.
///
/// # Errors
/// [`AppError::NotFound`] for what they do not.
pub async fn find_published(
    connection: &mut AnyConnection,
    comment: &str,
) -> Result<(CommentRecord, CommentedArticle), AppError> {
    let comment = find_comment(connection, parse_id(comment)?)
        .await?
        .filter(CommentRecord::is_published)
        .ok_or(AppError::NotFound)?;
    let article = find_commented_article(connection, comment.article_id)
        .await?
        .ok_or(AppError::NotFound)?;
    Ok((comment, article))
}

/// What moderators have decided about whoever acts.
///
/// # Errors
/// Those of [`check_standing`], or when the database fails.
async fn find_standing(
    connection: &mut AnyConnection,
    visit: &Visit,
) -> Result<Standing, AppError> {
    let writer = find_writer(connection, &visit.signed_in()?.person, visit.now).await?;
    check_standing(writer.standing)
}

/// Whoever may not comment may not weigh on what others say either.
///
/// # Errors
/// [`AppError::Invalid`] for the banned and the suspended.
fn check_standing(standing: Standing) -> Result<Standing, AppError> {
    match standing {
        Standing::Banned | Standing::Suspended { .. } => Err(general(CommentProblem::Restricted)),
        Standing::Good | Standing::Shadowed => Ok(standing),
    }
}

fn general(problem: CommentProblem) -> AppError {
    AppError::invalid("", Problem::Comment(problem))
}

fn parse_choice(word: &str, field: &str) -> Result<bool, AppError> {
    match word {
        "true" | "yes" => Ok(true),
        "false" | "no" => Ok(false),
        _ => Err(AppError::invalid(field, Problem::NotAChoice)),
    }
}

fn taken(visit: &Visit, article: &CommentedArticle, comment: &CommentRecord, back: &str) -> Taken {
    let to = match back {
        "" if comment.is_published() => href_of(article, comment.id),
        back => own_or(visit, back),
    };
    Taken { to }
}

/// `back` if it is an address of this site, otherwise the page of one's own comments.
fn own_or(visit: &Visit, back: &str) -> String {
    match back {
        "" => format!("/{}/comments", visit.language.code()),
        back => {
            let next = Next::parse(back, visit.language);
            utf8_percent_encode(next.as_str(), CONTROLS).to_string()
        }
    }
}
