//! One's own page: what one has said, what one is told, the name under which one comments.

use super::{
    deeds::is_editable,
    model::{NoticeEntry, OwnEntry, OwnPage, Status},
    problem::CommentProblem,
    store::{
        digests::wants_digest,
        notices::{self, NoticeRecord, list_notices},
        people::{
            NameChange, PlacedComment, find_pseudonym, list_muted, list_newsroom_names,
            list_own_comments, set_pseudonym,
        },
    },
    telephone::read_telephone_page,
};
use crate::{
    account::{identity::Visit, model::Taken},
    error::{AppError, Problem},
    site::{
        address::{Address, Place},
        pages::Presenter,
    },
};
use leptos_i18n::td_string;
use moderation::{NameProblem, ShownName, excerpt, name_skeleton};
use sqlx::AnyConnection;

/// How many notices and comments stand on one page.
const PAGE: usize = 20;
/// How long a pseudonym stays before another one can be chosen: whoever changes names all the time is hard to
/// talk with. The name of the account can be taken again at any time.
const NAME_STAYS: i64 = 30 * 86_400_000;
/// How many characters of a comment are shown.
const EXCERPT: usize = 160;

/// Reads the page. `parameter` gives what the query says: `notices` and `before` are where older ones begin.
///
/// # Errors
/// [`AppError::SignInNeeded`], or when the database fails.
pub async fn read_own_page(
    visit: &Visit,
    connection: &mut AnyConnection,
    presenter: &Presenter<'_>,
    parameter: &(dyn Fn(&str) -> String + Send + Sync),
    typed: Option<String>,
) -> Result<OwnPage, AppError> {
    let person = &visit.signed_in()?.person;
    let here = format!("/{}/comments", presenter.language.code());
    let pseudonym = find_pseudonym(connection, person.id).await?;
    let notices_before = parameter("notices").parse().unwrap_or(i64::MAX);
    let mut records = list_notices(connection, person.id, notices_before, PAGE as i64 + 1).await?;
    let older_notices = (records.len() > PAGE).then(|| {
        records.truncate(PAGE);
        let last = records.last().map_or(0, |record| record.id);
        format!("{here}?notices={last}")
    });
    let unseen = records
        .iter()
        .filter(|record| !record.is_seen)
        .map(|record| record.id)
        .max();
    let mut placed = list_own_comments(
        connection,
        person.id,
        read_cursor(&parameter("before")),
        PAGE as i64 + 1,
    )
    .await?;
    let older = (placed.len() > PAGE).then(|| {
        placed.truncate(PAGE);
        let last = placed.last().map(|placed| &placed.comment);
        let (at, id) = last.map_or((0, 0), |comment| (comment.posted_at, comment.id));
        format!("{here}?before={at}-{id}#own-comments")
    });
    Ok(OwnPage {
        name: pseudonym.clone().unwrap_or_else(|| person.name.clone()),
        has_pseudonym: pseudonym.is_some(),
        typed: typed.or(pseudonym).unwrap_or_default(),
        notices: records
            .iter()
            .map(|record| present_notice(presenter, record))
            .collect(),
        unseen,
        older_notices,
        comments: placed
            .iter()
            .map(|placed| present_own(presenter, placed, visit.now))
            .collect(),
        older,
        muted: list_muted(connection, person.id).await?,
        has_digest: wants_digest(connection, person.id).await?,
        is_telephone_confirmed: match visit.state.services.telephone {
            Some(_) => Some(
                read_telephone_page(visit, connection, None)
                    .await?
                    .is_confirmed,
            ),
            None => None,
        },
        here,
    })
}

fn read_cursor(text: &str) -> (i64, i64) {
    text.split_once('-')
        .and_then(|(at, id)| Some((at.parse().ok()?, id.parse().ok()?)))
        .unwrap_or((i64::MAX, i64::MAX))
}

/// Where a comment stands, or its article where the comment is not to be seen.
fn href_of(placed: &PlacedComment) -> String {
    let place = Place::Article {
        section: placed.section_slug.clone(),
        slug: placed.slug.clone(),
    };
    let article = Address::new(placed.language, place).to_string();
    let comment = &placed.comment;
    if comment.listed_at.is_some() {
        format!("{article}?comment={0}#comment-{0}", comment.id)
    } else {
        article
    }
}

fn present_own(presenter: &Presenter<'_>, placed: &PlacedComment, now: i64) -> OwnEntry {
    let locale = presenter.locale();
    let comment = &placed.comment;
    // Whoever only sees themselves is not told so.
    let status = match comment.status {
        Status::Shadowed => Status::Published,
        status => status,
    };
    let words = match status {
        Status::Published | Status::Shadowed => String::new(),
        Status::Waiting => td_string!(locale, commenter.waiting).to_owned(),
        Status::Hidden => td_string!(locale, commenter.hidden).to_owned(),
        Status::Deleted => td_string!(locale, commenter.deleted).to_owned(),
        Status::Rejected => {
            let said = match reason_words(presenter, &placed.reason) {
                "" => td_string!(locale, commenter.rejected).to_owned(),
                reason => td_string!(locale, commenter.rejected_because, reason = reason),
            };
            let appeal = match placed.appeal.as_str() {
                "open" => td_string!(locale, commenter.appeal_open),
                "declined" => td_string!(locale, commenter.appeal_declined),
                _ => "",
            };
            format!("{said} {appeal}").trim().to_owned()
        }
    };
    OwnEntry {
        id: comment.id,
        headline: placed.headline.clone(),
        href: href_of(placed),
        excerpt: excerpt(&comment.text, EXCERPT),
        posted: presenter.full_moment(comment.posted_at),
        status,
        words,
        is_editable: is_editable(comment, now),
        may_appeal: status == Status::Rejected && placed.appeal.is_empty(),
    }
}

/// The reason of a decision in words; empty where there is none.
fn reason_words(presenter: &Presenter<'_>, reason: &str) -> &'static str {
    let locale = presenter.locale();
    match reason {
        "insult" => td_string!(locale, commenter.reason_insult),
        "hatred" => td_string!(locale, commenter.reason_hatred),
        "spam" => td_string!(locale, commenter.reason_spam),
        "falsehood" => td_string!(locale, commenter.reason_falsehood),
        "privacy" => td_string!(locale, commenter.reason_privacy),
        "off-topic" => td_string!(locale, commenter.reason_off_topic),
        _ => "",
    }
}

/// A notice as its reader sees it.
pub(super) fn present_notice(presenter: &Presenter<'_>, record: &NoticeRecord) -> NoticeEntry {
    let locale = presenter.locale();
    let name = record
        .comment
        .as_ref()
        .map(|placed| placed.comment.name.clone())
        .unwrap_or_default();
    let plain = match record.kind.as_str() {
        "reply" => td_string!(locale, commenter.notice_reply, name = name),
        "approved" => td_string!(locale, commenter.notice_approved).to_owned(),
        "featured" => td_string!(locale, commenter.notice_featured).to_owned(),
        "appeal-granted" => td_string!(locale, commenter.notice_appeal_granted).to_owned(),
        "appeal-declined" => td_string!(locale, commenter.notice_appeal_declined).to_owned(),
        "banned" => td_string!(locale, commenter.notice_banned).to_owned(),
        "suspended" => td_string!(locale, commenter.notice_suspended).to_owned(),
        "lifted" => td_string!(locale, commenter.notice_lifted).to_owned(),
        _ => td_string!(locale, commenter.notice_rejected).to_owned(),
    };
    let words = match reason_words(presenter, &record.reason) {
        "" => plain,
        reason => td_string!(
            locale,
            commenter.with_reason,
            words = plain,
            reason = reason
        ),
    };
    let visible = record
        .comment
        .as_ref()
        .filter(|placed| record.kind != "reply" || placed.comment.is_published());
    NoticeEntry {
        words,
        excerpt: visible.map_or_else(String::new, |placed| excerpt(&placed.comment.text, EXCERPT)),
        href: visible.map_or_else(String::new, href_of),
        told: presenter.full_moment(record.told_at),
        is_seen: record.is_seen,
    }
}

/// Marks notices as seen, up to the newest that the page has shown.
///
/// # Errors
/// [`AppError::SignInNeeded`], or when the database fails.
pub async fn see_notices(visit: &Visit, up_to: &str) -> Result<Taken, AppError> {
    let person = visit.signed_in()?.person.id;
    let up_to: i64 = up_to.parse().map_err(|_| AppError::NotFound)?;
    let mut transaction = visit.state.database.write().await?;
    notices::see_notices(&mut transaction, person, up_to, visit.now).await?;
    transaction.commit().await?;
    Ok(own(visit))
}

/// Takes another name for the comments of the future; an empty one is that of the account again.
///
/// # Errors
/// [`AppError::SignInNeeded`]; [`AppError::Invalid`] when the name is not accepted, looks like somebody else's,
/// or the present one was chosen less than 30 days ago; or when the database fails.
pub async fn take_pseudonym(visit: &Visit, typed: &str) -> Result<Taken, AppError> {
    let person = &visit.signed_in()?.person;
    let wrong = |problem| AppError::invalid("pseudonym", problem);
    let name = match typed.trim() {
        "" => None,
        typed => Some(ShownName::parse(typed).map_err(|problem| {
            wrong(match problem {
                NameProblem::Length => Problem::Comment(CommentProblem::NameLength),
                NameProblem::Signs => Problem::Comment(CommentProblem::NameSigns),
                NameProblem::Mixed => Problem::Comment(CommentProblem::NameMixed),
            })
        })?),
    };
    let skeleton = name.as_ref().map(ShownName::skeleton);
    let mut transaction = visit.state.database.write().await?;
    let present = find_pseudonym(&mut transaction, person.id).await?;
    if present.as_deref() == name.as_ref().map(ShownName::as_str) {
        return Ok(own(visit));
    }
    if let Some(skeleton) = &skeleton
        && !person.role.is_newsroom()
    {
        let names = list_newsroom_names(&mut transaction).await?;
        if names.iter().any(|name| name_skeleton(name) == *skeleton) {
            return Err(wrong(Problem::Comment(CommentProblem::NameTaken)));
        }
    }
    let chosen = name.as_ref().zip(skeleton.as_deref());
    let chosen = chosen.map(|(name, skeleton)| (name.as_str(), skeleton));
    let changed = set_pseudonym(
        &mut transaction,
        person.id,
        chosen,
        visit.now - NAME_STAYS,
        visit.now,
    )
    .await?;
    match changed {
        NameChange::Taken => return Err(wrong(Problem::Comment(CommentProblem::NameTaken))),
        NameChange::TooSoon => return Err(wrong(Problem::Comment(CommentProblem::NameTooSoon))),
        NameChange::Done => {}
    }
    transaction.commit().await?;
    Ok(own(visit))
}

fn own(visit: &Visit) -> Taken {
    Taken {
        to: format!("/{}/comments", visit.language.code()),
    }
}
