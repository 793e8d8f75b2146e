//! Reading large bodies, such as files, without losing those who send one that is too large.

use axum::body::{Body, HttpBody};
use std::{future::poll_fn, pin::Pin};

/// How much of what is too large is read and thrown away, so that the browser comes to read the answer.
const LARGEST_REFUSED: usize = 200_000_000;

/// Why a body was not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BodyError {
    /// It has more bytes than are accepted.
    TooLarge,
    /// The connection is gone: nobody will read the answer.
    Broken,
}

/// The whole body, if it has at most so many bytes.
pub(super) async fn read_whole(mut body: Body, largest: usize) -> Result<Vec<u8>, BodyError> {
    let (mut content, mut length) = (Vec::new(), 0_usize);
    while let Some(frame) = poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await {
        let frame = frame.map_err(|_| BodyError::Broken)?;
        let Ok(data) = frame.into_data() else {
            continue;
        };
        length = length.saturating_add(data.len());
        if length > LARGEST_REFUSED {
            break;
        }
        if length > largest {
            content = Vec::new();
        } else {
            content.extend_from_slice(&data);
        }
    }
    if length > largest {
        return Err(BodyError::TooLarge);
    }
    Ok(content)
}
