//! Reading lists as files: sent to whoever is signed in, taken from a form, and read and written for
//! browsers that keep their lists themselves. They are routes of their own because server functions
//! and forms are limited to far less than a file.

use super::{
    function::{check_route, refuse},
    personal,
    whole_body::{BodyError, read_whole},
};
use crate::{
    account::{identity::Visit, model::RefusedForm},
    error::{AppError, Problem},
    reading_list::{
        file::{
            self, Brought, FileAnswer, FileProblem, Format, KeptArticle, LARGEST_FILE, Outcome,
            Report, read_file, take_out, write_file,
        },
        lists,
        taking::random_bytes,
    },
    server::state::AppState,
    site::pages::Presenter,
};
use axum::{
    body::Body,
    extract::{FromRequest, Multipart, Request, State},
    http::{HeaderValue, header, request::Parts},
    response::{IntoResponse, Response},
};
use reading::{ListId, MOST_LISTS, exchange::MOST_LINKS};
use url::form_urlencoded;

/// The page of files; a form with a file is sent to it.
pub(super) const PAGE: &str = "/{lang}/lists/files";
/// The files themselves.
pub(super) const FILE: &str = "/{lang}/lists/files/{name}";

/// What stands around the file in a form.
const AROUND_FILE: usize = 64 * 1024;

/// Sends the lists of whoever is signed in as a file.
pub(super) async fn send(State(state): State<AppState>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let visit = match personal::visit(&state, &parts).await {
        Ok(visit) => visit,
        Err(response) => return *response,
    };
    let name = parts.uri.path().rsplit('/').next().unwrap_or_default();
    let (Some(session), Some(format)) = (visit.session(), Format::of_file(name)) else {
        // The page of the same address sends to sign in, or says that there is none.
        let request = Request::from_parts(parts, body);
        return personal::render(visit, None, None, request).await;
    };
    let mut response = match own_file(&visit, session.person.id, format).await {
        Ok(file) => send_file(format, file),
        Err(error) => refuse(&error),
    };
    visit.cookies.write(response.headers_mut());
    response
}

async fn own_file(visit: &Visit, person: i64, format: Format) -> Result<String, AppError> {
    let mut connection = visit.state.database.read().await?;
    let presenter = Presenter::new(visit.language, &visit.state.configuration.site, visit.now);
    let lists = lists::read(&mut connection, person).await?;
    let articles = take_out(&lists, presenter.locale());
    Ok(write_file(&mut connection, &presenter, format, articles).await?)
}

/// Writes the articles that a browser sends into a file. Nothing is kept of them.
pub(super) async fn write(State(state): State<AppState>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    answer(&state, &parts, async |visit| {
        check_route(&visit, file::WRITE)?;
        let format = form_urlencoded::parse(parts.uri.query().unwrap_or_default().as_bytes())
            .find(|(key, _)| key == "format")
            .and_then(|(_, word)| Format::parse(&word))
            .ok_or_else(|| AppError::invalid("format", Problem::NotAChoice))?;
        let body = read_whole(body, LARGEST_FILE)
            .await
            .map_err(|_| AppError::invalid("articles", Problem::TooHeavy))?;
        let articles: Vec<KeptArticle> = serde_json::from_slice(&body)
            .map_err(|_| AppError::invalid("articles", Problem::NotAChoice))?;
        if articles.len() > MOST_LINKS {
            let most = u32::try_from(MOST_LINKS).unwrap_or(u32::MAX);
            return Err(AppError::invalid("articles", Problem::TooMany(most)));
        }
        let mut connection = visit.state.database.read().await?;
        let presenter = Presenter::new(visit.language, &visit.state.configuration.site, visit.now);
        let file = write_file(&mut connection, &presenter, format, articles).await?;
        Ok(send_file(format, file))
    })
    .await
}

/// Reads a file for a browser. Nothing is kept of it, and nothing changes.
pub(super) async fn read(State(state): State<AppState>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    answer(&state, &parts, async |visit| {
        check_route(&visit, file::READ)?;
        let answer = match read_whole(body, LARGEST_FILE).await {
            Ok(content) => read_content(&visit, content).await?,
            Err(error) => FileAnswer::Unreadable(problem(error)),
        };
        let json = serde_json::to_vec(&answer).map_err(|error| AppError::failed(&error))?;
        Ok(([(header::CONTENT_TYPE, "application/json")], json).into_response())
    })
    .await
}

async fn answer(
    state: &AppState,
    parts: &Parts,
    make: impl AsyncFnOnce(Visit) -> Result<Response, AppError>,
) -> Response {
    let visit = match Visit::read(state, parts).await {
        Ok(visit) => visit,
        Err(error) => return refuse(&error.into()),
    };
    let cookies = visit.cookies.clone();
    let mut response = match make(visit).await {
        Ok(response) => response,
        Err(error) => refuse(&error),
    };
    cookies.write(response.headers_mut());
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// Takes a file from a form that was sent without JavaScript, and answers with the page again and what
/// came of it.
pub(super) async fn bring_in(State(state): State<AppState>, request: Request) -> Response {
    let is_file = request
        .headers()
        .get(header::CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok())
        .is_some_and(|kind| kind.starts_with("multipart/form-data"));
    if !is_file {
        return personal::take_form(state, request).await;
    }
    let (parts, body) = request.into_parts();
    let visit = match personal::visit(&state, &parts).await {
        Ok(visit) => visit,
        Err(response) => return *response,
    };
    let page = page_request(&parts);
    let (refused, outcome) = match take(&visit, parts, body).await {
        Ok(outcome) => (None, Some(outcome)),
        Err(error) => {
            let refused = RefusedForm {
                form: "bring-in".to_owned(),
                values: Vec::new(),
                error,
            };
            (Some(refused), None)
        }
    };
    personal::render(visit, refused, outcome, page).await
}

/// The request that the page itself would be asked for with.
fn page_request(parts: &Parts) -> Request {
    let mut request = Request::new(Body::empty());
    *request.uri_mut() = parts.uri.clone();
    *request.headers_mut() = parts.headers.clone();
    request
}

async fn take(visit: &Visit, parts: Parts, body: Body) -> Result<Outcome, AppError> {
    check_route(visit, PAGE)?;
    let body = match read_whole(body, LARGEST_FILE + AROUND_FILE).await {
        Ok(body) => body,
        Err(error) => return Ok(Outcome::Unreadable(problem(error))),
    };
    let request = Request::from_parts(parts, Body::from(body));
    let content = match file_of_form(request).await {
        Some(content) => content,
        None => return Ok(Outcome::Unreadable(FileProblem::Missing)),
    };
    let content = match read_content(visit, content).await? {
        FileAnswer::Read(content) => content,
        FileAnswer::Unreadable(problem) => return Ok(Outcome::Unreadable(problem)),
    };
    if content.articles.is_empty() {
        let report = Report::of(&Brought::default(), content);
        return Ok(Outcome::Brought(Box::new(report)));
    }
    // What is made from the lists as they are at that moment is told afterwards.
    let brought = std::sync::Mutex::new(Brought::default());
    let new_lists: Vec<ListId> = (0..MOST_LISTS)
        .map(|_| random_bytes().map(ListId::from_random))
        .collect::<Result<_, _>>()?;
    lists::change(visit, |lists| {
        let mut new_lists = new_lists.iter().copied();
        let mut made = file::bring(lists, &content.articles, visit.now, || {
            new_lists.next().unwrap_or(ListId::LATER)
        });
        let changes = std::mem::take(&mut made.changes);
        if let Ok(mut brought) = brought.lock() {
            *brought = made;
        }
        changes
    })
    .await?;
    let brought = brought.into_inner().unwrap_or_default();
    Ok(Outcome::Brought(Box::new(Report::of(&brought, content))))
}

async fn read_content(visit: &Visit, content: Vec<u8>) -> Result<FileAnswer, AppError> {
    let mut connection = visit.state.database.read().await?;
    read_file(&mut connection, &visit.state.configuration.site, content).await
}

/// The file in a form; None if there is none.
async fn file_of_form(request: Request) -> Option<Vec<u8>> {
    let mut parts = Multipart::from_request(request, &()).await.ok()?;
    while let Some(part) = parts.next_field().await.ok()? {
        if part.name() == Some("file") {
            return Some(part.bytes().await.ok()?.to_vec());
        }
    }
    None
}

fn problem(error: BodyError) -> FileProblem {
    match error {
        BodyError::TooLarge => FileProblem::TooLarge(LARGEST_FILE),
        BodyError::Broken => FileProblem::Missing,
    }
}

/// A file for its owner alone.
fn send_file(format: Format, file: String) -> Response {
    let name = format.file_name();
    let headers = [
        (header::CONTENT_TYPE, format.media_type().to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}\""),
        ),
        (header::CACHE_CONTROL, "private, no-store".to_owned()),
        (
            header::HeaderName::from_static("x-robots-tag"),
            "noindex".to_owned(),
        ),
    ];
    (headers, file).into_response()
}
