//! The page on which an article is written.

use super::articles::writing_href;
use crate::{
    account::identity::{Visit, Writer},
    article::body::to_html,
    desk::{
        manuscript::{
            original_of, present,
            store::{ManuscriptRecord, find_revision, list_events, list_group, list_names},
        },
        model::{
            Choice, Colleague, Event, Manuscript, Original, Status, TranslationLink, WritingPage,
        },
        permission::{Permission, open},
    },
    error::AppError,
    section::store::list_sections,
    site::{
        pages::Presenter,
        store::{Kind, find_article_place},
    },
};
use sqlx::AnyConnection;

/// How much of what was said and done stands on the page.
const EVENTS: i64 = 100;

/// Reads the page of a manuscript.
///
/// # Errors
/// When there is none of that id, whoever asks may not open it, or the database fails.
pub(super) async fn read_writing_page(
    visit: &Visit,
    connection: &mut AnyConnection,
    presenter: &Presenter<'_>,
    id: &str,
) -> Result<WritingPage, AppError> {
    let writer = visit.writer()?;
    let id = id.parse().map_err(|_| AppError::NotFound)?;
    let record = open(connection, &writer, id).await?;
    let permission = Permission::of(&writer, &record);
    let revision = find_revision(connection, record.id, record.head_id)
        .await?
        .ok_or(AppError::NotFound)?;
    let fields = &revision.fields;
    let site = presenter.site;
    Ok(WritingPage {
        authors: list_names(connection, Kind::Author, &fields.authors).await?,
        tags: list_names(connection, Kind::Tag, &fields.tags).await?,
        sections: list_sections(connection, record.language)
            .await?
            .into_iter()
            .map(|section| Choice {
                id: section.id,
                name: section.name,
            })
            .collect(),
        languages: site.languages.clone(),
        may_write: permission.may_write,
        may_publish: permission.may_publish,
        surface: visit.state.desk_files.surface.clone(),
        original: read_original(connection, presenter, &writer, &record).await?,
        translations: list_group(connection, &record.translation_group)
            .await?
            .into_iter()
            .filter(|member| member.id != record.id)
            .map(|member| TranslationLink {
                language: member.language,
                headline: member.headline,
                href: writing_href(presenter.language, member.id),
                status: member.status,
            })
            .collect(),
        present: present(connection, presenter, record.id).await?,
        events: list_events(connection, record.id, EVENTS)
            .await?
            .into_iter()
            .map(|event| Event {
                at: presenter.short_moment(event.at),
                person: event.person,
                action: event.action,
                note: event.note,
            })
            .collect(),
        paper: site.name(record.language).to_owned(),
        host: site.url.host_str().unwrap_or_default().to_owned(),
        manuscript: read_manuscript(connection, presenter, &record).await?,
        person: Colleague {
            id: writer.id,
            name: writer.name,
        },
        revision: revision.id,
        fields: revision.fields,
        body: revision.body,
    })
}

async fn read_manuscript(
    connection: &mut AnyConnection,
    presenter: &Presenter<'_>,
    record: &ManuscriptRecord,
) -> Result<Manuscript, AppError> {
    let owner = match record.owner_id {
        Some(id) => crate::account::store::find_person(connection, id)
            .await?
            .map(|person| Colleague {
                id: person.id,
                name: person.name,
            }),
        None => None,
    };
    let was_published = record.published_revision_id.is_some()
        && matches!(record.status, Status::Published | Status::Withdrawn);
    let place = match record.article_id {
        Some(id) => find_article_place(connection, id).await?,
        None => None,
    };
    let input = |at: Option<i64>| {
        at.map(|at| {
            // `2026-11-24T18:30` of `2026-11-24T18:30:00+05:00`.
            let iso = presenter.full_moment(at).iso;
            iso.chars().take(16).collect()
        })
        .unwrap_or_default()
    };
    Ok(Manuscript {
        id: record.id,
        language: record.language,
        status: record.status,
        owner,
        href: place
            .as_ref()
            .filter(|_| was_published)
            .map(|place| place.address.to_string()),
        has_changes: record.has_changes(),
        published: place
            .and_then(|place| place.published_at)
            .map(|at| presenter.full_moment(at)),
        scheduled: record.scheduled_at.map(|at| presenter.full_moment(at)),
        scheduled_input: input(record.scheduled_at),
        embargo: record.embargo_until.map(|at| presenter.full_moment(at)),
        embargo_input: input(record.embargo_until),
        zone: presenter.site.time_zone.name().to_owned(),
    })
}

/// What a manuscript is a translation of: the manuscript with which its translation group began.
async fn read_original(
    connection: &mut AnyConnection,
    presenter: &Presenter<'_>,
    writer: &Writer,
    record: &ManuscriptRecord,
) -> Result<Option<Original>, AppError> {
    let Some((original, revision)) = original_of(connection, writer, record).await? else {
        return Ok(None);
    };
    let state = revision.state()?;
    Ok(Some(Original {
        language: original.language,
        headline: state.fields.headline,
        standfirst: state.fields.standfirst,
        body: to_html(&state.body, original.language),
        href: writing_href(presenter.language, original.id),
    }))
}
