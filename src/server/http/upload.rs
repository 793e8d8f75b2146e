//! Taking in the newsroom's pictures: `POST /fn/desk/upload-picture?name=…`, with the file as it is for
//! a body. It is a route of its own because server functions are limited to far less than a picture.

use super::{
    function::{check_route, refuse},
    whole_body::{BodyError, read_whole},
};
use crate::{
    account::identity::Visit,
    error::{AppError, Problem},
    language::Language,
    media::{MOST_PIXELS, MediaFile, PictureContent, PictureError},
    server::state::AppState,
};
use axum::{
    body::Body,
    extract::{Request, State},
    http::{HeaderValue, header, request::Parts},
    response::{IntoResponse, Response},
};
use serde::Serialize;
use std::{path::PathBuf, time::Duration};
use url::form_urlencoded;

/// Where it is.
pub(super) const PATH: &str = "/fn/desk/upload-picture";

/// How long a picture may take to come: 20 MB in ten minutes are 270 kbit/s.
pub(super) const TIMEOUT: Duration = Duration::from_secs(600);

/// The most bytes of a picture: 20 MB.
const LARGEST_PICTURE: usize = 20_000_000;

/// A stored picture.
#[derive(Debug, Serialize)]
struct Uploaded {
    /// Its address.
    src: String,
    /// How wide it is shown, in pixels.
    width: u32,
    /// How high it is shown, in pixels.
    height: u32,
}

/// Takes a picture and answers where it lies. Whoever may not send one is refused before anything of
/// it is read.
pub(super) async fn take_picture(State(state): State<AppState>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let visit = match Visit::read(&state, &parts).await {
        Ok(visit) => visit,
        Err(error) => return refuse(&error.into()),
    };
    let mut response = match take(&visit, &parts, body).await {
        Ok(uploaded) => {
            let json = serde_json::to_vec(&uploaded).unwrap_or_default();
            ([(header::CONTENT_TYPE, "application/json")], json).into_response()
        }
        Err(error) => refuse(&error),
    };
    visit.cookies.write(response.headers_mut());
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

async fn take(visit: &Visit, parts: &Parts, body: Body) -> Result<Uploaded, AppError> {
    check_route(visit, PATH)?;
    let content = read_whole(body, LARGEST_PICTURE).await.map_err(|error| {
        let most = u32::try_from(LARGEST_PICTURE / 1_000_000).unwrap_or(u32::MAX);
        invalid(match error {
            BodyError::TooLarge => Problem::TooManyBytes(most),
            BodyError::Broken => Problem::BrokenPicture,
        })
    })?;
    let name = form_urlencoded::parse(parts.uri.query().unwrap_or_default().as_bytes())
        .find(|(key, _)| key == "name")
        .map(|(_, name)| name.into_owned())
        .unwrap_or_default();
    let (data_dir, language) = (visit.state.configuration.data_dir.clone(), visit.language);
    // Hashing and writing would hold up everybody else.
    tokio::task::spawn_blocking(move || store(data_dir, &name, language, &content))
        .await
        .map_err(|error| AppError::failed(&error))?
}

fn store(
    data_dir: PathBuf,
    name: &str,
    language: Language,
    content: &[u8],
) -> Result<Uploaded, AppError> {
    let refused = |error| {
        invalid(match error {
            PictureError::Unknown => Problem::NotAPicture,
            PictureError::Broken => Problem::BrokenPicture,
            PictureError::TooManyPixels => {
                Problem::TooManyPixels(u32::try_from(MOST_PIXELS / 1_000_000).unwrap_or(u32::MAX))
            }
        })
    };
    let picture = PictureContent::read(content).map_err(refused)?;
    let content = picture.without_metadata(content).map_err(refused)?;
    let name = MediaFile::name_for(name, picture.kind, language);
    let file = MediaFile::store(&data_dir, &name, &content)?;
    Ok(Uploaded {
        src: file.href(),
        width: picture.width,
        height: picture.height,
    })
}

fn invalid(problem: Problem) -> AppError {
    AppError::invalid("picture", problem)
}
