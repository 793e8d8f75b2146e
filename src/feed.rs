//! Feeds for readers' programs: RSS 2.0 (<https://www.rssboard.org/rss-specification>).

use crate::{
    article::store::{List, list_articles},
    error::AppError,
    language::Language,
    reading_list::sharing::read_newest,
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
use leptos_i18n::td_string;
use rss::{CategoryBuilder, ChannelBuilder, GuidBuilder, Item, ItemBuilder};
use sha2::{Digest, Sha256};

/// How many articles a feed holds.
const ITEMS: i64 = 30;

/// `/{lang}/feed.xml`
pub async fn of_paper(
    State(state): State<AppState>,
    Path(language): Path<String>,
    headers: HeaderMap,
) -> Response {
    answer(
        read_feed(&state, &language, None).await.map_err(refusal),
        &headers,
    )
}

/// `/{lang}/{section}/feed.xml`
pub async fn of_section(
    State(state): State<AppState>,
    Path((language, section)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response {
    answer(
        read_feed(&state, &language, Some(&section))
            .await
            .map_err(refusal),
        &headers,
    )
}

/// `/{lang}/list/{public-id}/feed.xml`
pub async fn of_list(
    State(state): State<AppState>,
    Path((language, public_id)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response {
    answer(
        read_list_feed(&state, &language, &public_id).await,
        &headers,
    )
}

/// The articles of a shared list; each has for its date the moment when it was put into the list, which
/// is what is new to those who read the feed.
async fn read_list_feed(
    state: &AppState,
    language: &str,
    public_id: &str,
) -> Result<String, AppError> {
    let site = &state.configuration.site;
    let language = read_language(state, language)?;
    let presenter = Presenter::new(language, site, now());
    let mut connection = state.database.read().await?;
    let limit = usize::try_from(ITEMS).unwrap_or(0);
    let list = read_newest(&mut connection, &presenter, public_id, limit).await?;
    let newest = list.articles.first().and_then(|(at, _)| rfc_2822(*at));
    let items: Vec<_> = list
        .articles
        .into_iter()
        .map(|(at, article)| {
            let address = presenter.absolute(&article.teaser.href);
            let teaser = article.teaser;
            item(
                teaser.headline,
                address,
                teaser.standfirst,
                teaser.kicker,
                rfc_2822(at),
            )
        })
        .collect();
    let name = list
        .name
        .unwrap_or_else(|| td_string!(presenter.locale(), reading_list.later).to_owned());
    let channel = ChannelBuilder::default()
        .title(format!("{} — {name}", site.name(language)))
        .link(presenter.absolute(&list.href))
        .description(if list.description.is_empty() {
            name
        } else {
            list.description
        })
        .language(language.code().to_owned())
        .last_build_date(newest)
        .items(items)
        .build();
    Ok(channel.to_string())
}

fn read_language(state: &AppState, code: &str) -> Result<Language, PageError> {
    Language::parse(code)
        .filter(|language| state.configuration.site.languages.contains(language))
        .ok_or(PageError::NotFound)
}

fn item(
    title: String,
    address: String,
    description: String,
    category: String,
    date: Option<String>,
) -> Item {
    ItemBuilder::default()
        .title(title)
        .link(address.clone())
        .guid(
            GuidBuilder::default()
                .value(address)
                .permalink(true)
                .build(),
        )
        .description(description)
        .category(CategoryBuilder::default().name(category).build())
        .pub_date(date)
        .build()
}

async fn read_feed(
    state: &AppState,
    language: &str,
    section: Option<&str>,
) -> Result<String, PageError> {
    let site = &state.configuration.site;
    let language = read_language(state, language)?;
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
            item(
                summary.headline.clone(),
                address,
                standfirst(summary).to_owned(),
                kicker(summary).to_owned(),
                rfc_2822(summary.published_at),
            )
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

/// A feed that has moved is at another address than the page.
fn refusal(error: PageError) -> AppError {
    match error {
        PageError::Moved(section) => AppError::Moved(format!("{section}/feed.xml")),
        error => error.into(),
    }
}

fn answer(feed: Result<String, AppError>, headers: &HeaderMap) -> Response {
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
        Err(AppError::Moved(to)) => {
            (StatusCode::MOVED_PERMANENTLY, [(header::LOCATION, to)]).into_response()
        }
        Err(error) => StatusCode::from_u16(error.status())
            .unwrap_or(StatusCode::NOT_FOUND)
            .into_response(),
    }
}
