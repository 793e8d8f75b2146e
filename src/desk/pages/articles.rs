//! The list of articles.

use crate::{
    account::identity::Visit,
    desk::{
        manuscript::store::{
            ListFilter, list_bylines, list_manuscripts, list_names, list_present_in,
        },
        model::{ArticleRow, ArticlesFilter, ArticlesPage, Choice, Status},
    },
    error::AppError,
    language::Language,
    section::store::list_sections,
    site::{address::Cursor, pages::Presenter, store::Kind},
};
use sqlx::AnyConnection;
use url::form_urlencoded::Serializer;

/// How many articles stand on a page.
const PAGE: usize = 50;
/// The most characters of a search.
const LONGEST_SEARCH: usize = 200;

/// Reads the list that is asked for. What can't be understood in the address is not asked for.
///
/// # Errors
/// When whoever asks may not write, or the database fails.
pub(super) async fn read_articles_page(
    visit: &Visit,
    connection: &mut AnyConnection,
    presenter: &Presenter<'_>,
    parameter: &(dyn Fn(&str) -> String + Sync),
) -> Result<ArticlesPage, AppError> {
    let writer = visit.writer()?;
    let filter = read_filter(connection, parameter).await?;
    let before = Cursor::parse(&parameter("before"));
    let asked = ListFilter {
        status: filter.status,
        language: filter.language,
        section_id: filter.section,
        author_id: filter.author.as_ref().map(|author| author.id),
        owner_id: filter.mine.then_some(writer.id),
        words: filter.words.clone(),
    };
    let limit = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
    let mut found =
        list_manuscripts(connection, &asked, before.unwrap_or(Cursor::START), limit).await?;
    let has_older = found.len() > PAGE;
    found.truncate(PAGE);
    let ids: Vec<i64> = found.iter().map(|manuscript| manuscript.id).collect();
    let bylines = list_bylines(connection, &ids).await?;
    let present = list_present_in(connection, &ids, visit.now).await?;
    let sections = list_sections(connection, filter.language.unwrap_or(presenter.language)).await?;

    let list = address(presenter.language, &filter);
    let older = found.last().filter(|_| has_older).map(|last| {
        let cursor = Cursor {
            published_at: last.changed_at,
            id: last.id,
        };
        let join = if list.contains('?') { '&' } else { '?' };
        format!("{list}{join}before={cursor}")
    });
    let rows = found
        .into_iter()
        .map(|manuscript| ArticleRow {
            href: writing_href(presenter.language, manuscript.id),
            authors: of(&bylines, manuscript.id).join(", "),
            present: of(&present, manuscript.id),
            changed: presenter.short_moment(manuscript.changed_at),
            scheduled: manuscript.scheduled_at.map(|at| presenter.short_moment(at)),
            id: manuscript.id,
            headline: manuscript.headline,
            language: manuscript.language,
            status: manuscript.status,
            has_changes: manuscript.has_changes,
            section: manuscript.section,
            changed_by: manuscript.changed_by,
        })
        .collect();
    Ok(ArticlesPage {
        languages: presenter.site.languages.clone(),
        sections: sections
            .into_iter()
            .map(|section| Choice {
                id: section.id,
                name: section.name,
            })
            .collect(),
        rows,
        older,
        newest: before.map(|_| list),
        may_write: true,
        person: writer.id,
        filter,
    })
}

/// Where a manuscript is written.
pub(super) fn writing_href(language: Language, id: i64) -> String {
    format!("/{}/desk/articles/{id}", language.code())
}

fn of(pairs: &[(i64, String)], id: i64) -> Vec<String> {
    pairs
        .iter()
        .filter(|(of, _)| *of == id)
        .map(|(_, name)| name.clone())
        .collect()
}

async fn read_filter(
    connection: &mut AnyConnection,
    parameter: &(dyn Fn(&str) -> String + Sync),
) -> Result<ArticlesFilter, AppError> {
    let author = match parameter("author").parse::<i64>() {
        Ok(id) => list_names(connection, Kind::Author, &[id]).await?.pop(),
        Err(_) => None,
    };
    Ok(ArticlesFilter {
        status: Status::parse(&parameter("status")),
        language: Language::parse(&parameter("language")),
        section: parameter("section").parse().ok(),
        author,
        words: parameter("q").trim().chars().take(LONGEST_SEARCH).collect(),
        mine: parameter("mine") == "1",
    })
}

/// The address of a list's first page.
fn address(language: Language, filter: &ArticlesFilter) -> String {
    let mut query = Serializer::new(String::new());
    if let Some(status) = filter.status {
        query.append_pair("status", status.as_str());
    }
    if let Some(language) = filter.language {
        query.append_pair("language", language.code());
    }
    if let Some(section) = filter.section {
        query.append_pair("section", &section.to_string());
    }
    if let Some(author) = &filter.author {
        query.append_pair("author", &author.id.to_string());
    }
    if !filter.words.is_empty() {
        query.append_pair("q", &filter.words);
    }
    if filter.mine {
        query.append_pair("mine", "1");
    }
    let list = format!("/{}/desk/articles", language.code());
    match query.finish() {
        query if query.is_empty() => list,
        query => format!("{list}?{query}"),
    }
}
