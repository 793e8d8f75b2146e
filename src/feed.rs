//! Feeds for readers' programs: RSS 2.0 (<https://www.rssboard.org/rss-specification>).

use crate::{
    article::store::{List, list_articles},
    error::AppError,
    language::Language,
    section::store::{Section, find_section},
    server::{http::is_known, state::AppState},
    site::{
        address::{Address, Cursor, Place},
        pages::{PageError, Presenter, kicker, now, standfirst},
        store::{Kind, find_moved},
    },
};
use axum::{
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use jiff::{Timestamp, fmt::rfc2822};
use rss::{CategoryBuilder, ChannelBuilder, GuidBuilder, ItemBuilder};
use sha2::{Digest, Sha256};

/// How many articles a feed holds.
const ITEMS: i64 = 30;

/// `/{lang}/feed.xml`
pub async fn of_paper(
    State(state): State<AppState>,
    Path(language): Path<String>,
    headers: HeaderMap,
) -> Response {
    answer(read_feed(&state, &language, None).await, &headers)
}

/// `/{lang}/{section}/feed.xml`
pub async fn of_section(
    State(state): State<AppState>,
    Path((language, section)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response {
    answer(read_feed(&state, &language, Some(&section)).await, &headers)
}

async fn read_feed(
    state: &AppState,
    language: &str,
    section: Option<&str>,
) -> Result<String, PageError> {
    let site = &state.configuration.site;
    let language = Language::parse(language)
        .filter(|language| site.languages.contains(language))
        .ok_or(PageError::NotFound)?;
    let presenter = Presenter::new(language, site, now());
    let mut connection = state.database.read().await?;
    let section = match section {
        Some(slug) => match find_section(&mut connection, language, slug).await? {
            Some(section) => Some(section),
            None => {
                return Err(
                    match find_moved(&mut connection, Kind::Section, language, slug).await? {
                        Some(slug) => {
                            PageError::Moved(Address::new(language, Place::Section(slug)))
                        }
                        None => PageError::NotFound,
                    },
                );
            }
        },
        None => None,
    };
    let list = match &section {
        Some(Section { id, .. }) => List::Section(*id),
        None => List::Latest(language),
    };
    let summaries = list_articles(&mut connection, list, Cursor::START, ITEMS).await?;
    let items: Vec<_> = summaries
        .iter()
        .map(|summary| {
            let address = presenter.absolute(&presenter.article_href(summary));
            ItemBuilder::default()
                .title(summary.headline.clone())
                .link(address.clone())
                .guid(
                    GuidBuilder::default()
                        .value(address)
                        .permalink(true)
                        .build(),
                )
                .description(standfirst(summary).to_owned())
                .category(
                    CategoryBuilder::default()
                        .name(kicker(summary).to_owned())
                        .build(),
                )
                .pub_date(rfc_2822(summary.published_at))
                .build()
        })
        .collect();
    let name = site.name(language);
    let (title, place, description) = match section {
        Some(section) => (
            format!("{name} — {}", section.name),
            Place::Section(section.slug),
            section.description,
        ),
        None => (name.to_owned(), Place::Front, name.to_owned()),
    };
    let channel = ChannelBuilder::default()
        .title(title)
        .link(presenter.absolute(&Address::new(language, place).to_string()))
        .description(description)
        .language(language.code().to_owned())
        .last_build_date(
            summaries
                .first()
                .and_then(|newest| rfc_2822(newest.published_at)),
        )
        .items(items)
        .build();
    Ok(channel.to_string())
}

fn rfc_2822(milliseconds: i64) -> Option<String> {
    let moment = Timestamp::from_millisecond(milliseconds).ok()?;
    rfc2822::to_string(&moment.to_zoned(jiff::tz::TimeZone::UTC)).ok()
}

fn answer(feed: Result<String, PageError>, headers: &HeaderMap) -> Response {
    match feed {
        Ok(xml) => {
            let digest: String = Sha256::digest(xml.as_bytes())[..12]
                .iter()
                .map(|byte| format!("{byte:02x}"))
                .collect();
            let Ok(tag) = HeaderValue::from_str(&format!("W/\"{digest}\"")) else {
                return StatusCode::INTERNAL_SERVER_ERROR.into_response();
            };
            let kept = [
                (header::ETAG, tag.clone()),
                (
                    header::CACHE_CONTROL,
                    HeaderValue::from_static("public, max-age=300"),
                ),
            ];
            if is_known(headers, &tag) {
                return (StatusCode::NOT_MODIFIED, kept).into_response();
            }
            (
                kept,
                [(header::CONTENT_TYPE, "application/rss+xml; charset=utf-8")],
                xml,
            )
                .into_response()
        }
        Err(PageError::Moved(section)) => (
            StatusCode::MOVED_PERMANENTLY,
            [(header::LOCATION, format!("{section}/feed.xml"))],
        )
            .into_response(),
        Err(error) => {
            let error = AppError::from(error);
            StatusCode::from_u16(error.status())
                .unwrap_or(StatusCode::NOT_FOUND)
                .into_response()
        }
    }
}
