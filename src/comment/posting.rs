//! From what a reader has typed to a stored comment. The checks run outside of any transaction, because
//! one of them may ask another server; what is stored is one transaction.

mod conditions;
pub mod judging;
pub mod lists;
mod text;
mod writer;

pub use text::{Typed, characters};
pub use writer::{WRITER, Writer, find_writer};

use super::{
    deeds::limits::{Deed, count},
    model::{Posted, Status},
    problem::CommentProblem,
    store::{
        CommentRecord, CommentedArticle, NewComment, Surroundings, desk::count_change,
        find_comment, find_commented_article, find_posted, gather_surroundings, hold_thread,
        insert_comment, is_muted, note_first_posting, replace_findings,
    },
    telephone,
};
use crate::{
    account::{identity::Visit, store::Person},
    error::{AppError, Problem},
    site::address::{Address, Place},
};
use conditions::{check_name, check_quote};
use judging::{Judged, Subject, judge};
use moderation::{Standing, Trust};
use percent_encoding::{CONTROLS, utf8_percent_encode};
use sqlx::AnyConnection;

/// Nobody reads, thinks and types in less, in milliseconds.
const FASTEST: i64 = 3_000;
/// How often a posting is judged at most while others of the same person come in between.
const MOST_JUDGEMENTS: usize = 4;
/// The most characters of what a browser calls a posting.
const LONGEST_OPERATION: usize = 64;

/// What a form sends.
#[derive(Clone, Debug, Default)]
pub struct Posting {
    /// The article; may be left out where something is answered.
    pub article: String,
    /// The comment that is answered; empty for none.
    pub parent: String,
    /// A passage of the article; may be empty.
    pub quote: String,
    /// What was typed.
    pub text: String,
    /// When the form was made, milliseconds UTC; empty on pages that are the same for everybody.
    pub opened: String,
    /// Only programs that fill in every field fill in this one.
    pub website: String,
    /// What this posting is called, so that one that is sent twice is stored once.
    pub operation: String,
}

/// Who writes: somebody whose address is confirmed.
///
/// # Errors
/// [`AppError::SignInNeeded`] or [`AppError::Forbidden`].
pub fn confirmed(visit: &Visit) -> Result<&Person, AppError> {
    let person = &visit.signed_in()?.person;
    match person.email_confirmed_at {
        Some(_) => Ok(person),
        None => Err(AppError::Forbidden),
    }
}

/// A problem with what was typed.
pub fn problem(problem: CommentProblem) -> AppError {
    AppError::invalid("text", Problem::Comment(problem))
}

/// Reads an id that a form names. What is no id is nothing that there is.
///
/// # Errors
/// [`AppError::NotFound`].
pub fn parse_id(text: &str) -> Result<i64, AppError> {
    text.parse().map_err(|_| AppError::NotFound)
}

/// Where a comment stands.
pub fn href_of(article: &CommentedArticle, comment: i64) -> String {
    format!(
        "{}?comment={comment}#comment-{comment}",
        article_href(article)
    )
}

/// Where an article stands.
pub fn article_href(article: &CommentedArticle) -> String {
    let place = Place::Article {
        section: article.section_slug.clone(),
        slug: article.slug.clone(),
    };
    // A header takes no letters of other alphabets.
    let address = Address::new(article.language, place).to_string();
    utf8_percent_encode(&address, CONTROLS).to_string()
}

/// Examines what somebody has written and stores it.
///
/// # Errors
/// [`AppError::SignInNeeded`]; [`AppError::Forbidden`] without a confirmed address;
/// [`AppError::NotFound`] when readers cannot read the article; [`AppError::Invalid`] with what is wrong
/// with which field; [`AppError::Wait`]; or when the database fails.
pub async fn post(visit: &Visit, posting: Posting) -> Result<Posted, AppError> {
    let person = confirmed(visit)?;
    if !posting.website.is_empty() {
        return Ok(as_if_held(visit));
    }
    let mut connection = visit.state.database.read().await?;
    let parent = match posting.parent.as_str() {
        "" | "0" => None,
        id => Some(find_parent(&mut connection, parse_id(id)?).await?),
    };
    let article = match (&parent, posting.article.as_str()) {
        (Some(parent), "") => parent.article_id,
        (_, id) => parse_id(id)?,
    };
    if parent
        .as_ref()
        .is_some_and(|parent| parent.article_id != article)
    {
        return Err(AppError::NotFound);
    }
    let article = find_commented_article(&mut connection, article)
        .await?
        .ok_or(AppError::NotFound)?;
    let typed = Typed::parse(&posting.text, &posting.quote)?;
    let operation = parse_operation(&posting.operation)?;
    if let Some(operation) = operation
        && let Some(before) = find_posted(&mut connection, person.id, operation).await?
    {
        return Ok(answer(visit, &article, &before));
    }
    check_pace(visit, &posting.opened)?;
    telephone::require(visit, &mut connection, person).await?;
    let writer = find_writer(&mut connection, person, visit.now).await?;
    check_name(&mut connection, person, &writer).await?;
    drop(connection);
    check_quote(visit, article.id, &typed).await?;
    count_check(visit, person.id).await?;

    let network = visit.network.group();
    let (mut transaction, judgement) = 'judged: {
        for _ in 0..MOST_JUDGEMENTS {
            let mut connection = visit.state.database.read().await?;
            let surroundings =
                surround(&mut connection, person.id, article.id, &network, visit.now).await?;
            drop(connection);
            let subject = Subject {
                article: &article,
                writer: &writer,
                typed: &typed,
                surroundings: &surroundings,
                is_edit: false,
            };
            let judgement = judge(visit, &subject).await?;
            if let Judged::Refuse {
                problem,
                is_kept: false,
            } = judgement.judged
            {
                return Err(self::problem(problem));
            }
            let mut transaction = visit.state.database.write().await?;
            // From here on whatever else the same person sends waits.
            count(&mut transaction, visit, person.id, Deed::Post).await?;
            hold_thread(&mut transaction, article.id).await?;
            let now =
                surround(&mut transaction, person.id, article.id, &network, visit.now).await?;
            if now.is_of_writer_as(&surroundings) {
                break 'judged (transaction, judgement);
            }
            // Something of theirs was stored while this was judged: many at once would pass all limits.
        }
        return Err(AppError::Busy);
    };
    let (status, refusal) = match judgement.judged {
        Judged::Refuse { problem, .. } => (Status::Rejected, Some(problem)),
        _ if writer.standing == Standing::Shadowed => (Status::Shadowed, None),
        Judged::Hold => (Status::Waiting, None),
        Judged::Pass => (Status::Published, None),
    };
    // It may have been taken away while the checks ran.
    let parent = match parent {
        Some(parent) => Some(find_parent(&mut transaction, parent.id).await?),
        None => None,
    };
    let new = NewComment {
        article_id: article.id,
        person_id: Some(person.id),
        name: &writer.name,
        parent: parent.as_ref(),
        text: typed.text.as_str(),
        quote: typed.quote_as_str(),
        status,
        posted_at: visit.now,
        newcomer: writer.trust == Trust::New,
        network: &network,
        // What was refused does not stand in the way of a better text from the same form.
        operation: operation.filter(|_| refusal.is_none()),
        origin: None,
    };
    let Some(comment) = insert_comment(&mut transaction, &new).await? else {
        // The same form was sent twice at once, and the other was first.
        let before =
            find_posted(&mut transaction, person.id, operation.unwrap_or_default()).await?;
        let before = before.ok_or(AppError::Busy)?;
        return Ok(answer(visit, &article, &before));
    };
    replace_findings(&mut transaction, comment.id, &judgement.findings, visit.now).await?;
    note_first_posting(&mut transaction, person.id, visit.now).await?;
    if comment.is_published() {
        tell_answered(&mut transaction, &comment, visit.now).await?;
    }
    // What is refused or only its writer sees is nothing that moderators are called for.
    if matches!(comment.status, Status::Waiting | Status::Published) {
        count_change(&mut transaction).await?;
    }
    transaction.commit().await?;
    visit.state.live.tell(article.id);
    match refusal {
        Some(problem) => Err(self::problem(problem)),
        None => Ok(answer(visit, &article, &comment)),
    }
}

/// Counts that somebody has a text checked, whatever comes of it.
///
/// # Errors
/// [`AppError::Wait`] with the seconds to wait, or when the database fails.
pub(super) async fn count_check(visit: &Visit, person: i64) -> Result<(), AppError> {
    let mut transaction = visit.state.database.write().await?;
    count(&mut transaction, visit, person, Deed::Check).await?;
    transaction.commit().await?;
    Ok(())
}

async fn surround(
    connection: &mut AnyConnection,
    person: i64,
    article: i64,
    network: &str,
    now: i64,
) -> Result<Surroundings, sqlx::Error> {
    gather_surroundings(connection, person, article, network, 0, now).await
}

/// Tells whoever wrote what a comment answers, unless they do not want to read its writer or were told of it
/// before. To be called in the transaction in which readers first see the comment.
///
/// # Errors
/// When the database fails.
pub async fn tell_answered(
    connection: &mut AnyConnection,
    comment: &CommentRecord,
    now: i64,
) -> Result<(), sqlx::Error> {
    let Some(parent) = comment.parent_id else {
        return Ok(());
    };
    let Some(answered) = find_comment(connection, parent).await? else {
        return Ok(());
    };
    let Some(reader) = answered
        .person_id
        .filter(|_| answered.person_id != comment.person_id)
    else {
        return Ok(());
    };
    if let Some(writer) = comment.person_id
        && is_muted(connection, reader, writer).await?
    {
        return Ok(());
    }
    sqlx::query(
        "INSERT INTO comment_notices (person_id, kind, comment_id, told_at) SELECT $1, 'reply', $2, $3 \
         WHERE NOT EXISTS (SELECT 1 FROM comment_notices WHERE comment_id = $2 AND kind = 'reply')",
    )
    .bind(reader)
    .bind(comment.id)
    .bind(now)
    .execute(connection)
    .await?;
    Ok(())
}

/// What is answered must stand in the thread; stubs count, because a conversation may go on below them.
async fn find_parent(connection: &mut AnyConnection, id: i64) -> Result<CommentRecord, AppError> {
    find_comment(connection, id)
        .await?
        .filter(|parent| parent.listed_at.is_some())
        .ok_or_else(|| problem(CommentProblem::ParentGone))
}

/// Programs send a form as soon as they have it. Where it does not say when it was made, the session
/// does, because the programs that matter sign in just before.
fn check_pace(visit: &Visit, opened: &str) -> Result<(), AppError> {
    let since = match opened.parse::<i64>() {
        Ok(opened) => opened,
        Err(_) => visit.signed_in()?.created_at,
    };
    // A clock that goes before ours says nothing.
    if (0..FASTEST).contains(&(visit.now - since)) {
        return Err(AppError::invalid(
            "",
            Problem::Comment(CommentProblem::TooFast),
        ));
    }
    Ok(())
}

fn parse_operation(text: &str) -> Result<Option<&str>, AppError> {
    if text.is_empty() {
        return Ok(None);
    }
    let is_plain = text.len() <= LONGEST_OPERATION
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    if is_plain {
        Ok(Some(text))
    } else {
        Err(AppError::invalid("operation", Problem::NotAChoice))
    }
}

/// The page of one's own comments, which says what is being looked at.
fn own_comments(visit: &Visit) -> String {
    format!("/{}/comments", visit.language.code())
}

/// What a program is told whose text is not wanted: the same as if somebody were to look at it.
fn as_if_held(visit: &Visit) -> Posted {
    Posted {
        to: own_comments(visit),
        comment: 0,
        status: Status::Waiting,
    }
}

/// What the writer is told. Whoever only sees themselves is not told so.
fn answer(visit: &Visit, article: &CommentedArticle, comment: &CommentRecord) -> Posted {
    let (to, status) = match comment.status {
        Status::Published => (href_of(article, comment.id), Status::Published),
        Status::Shadowed => (
            format!("{}#comments", article_href(article)),
            Status::Published,
        ),
        status => (own_comments(visit), status),
    };
    Posted {
        to,
        comment: comment.id,
        status,
    }
}
