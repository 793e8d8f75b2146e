//! The server functions of reading lists. Who may call which stands in `account/access.rs` and is
//! checked before they are called.

use super::model::Synced;
use crate::error::AppError;
use leptos::{server, server_fn::codec::Json};
use reading::Operation;

/// Sends what waits on a device and gets what it has not seen. To send the same again changes nothing.
///
/// # Errors
/// When nobody is signed in, when it is too much at once, or the database fails.
#[server(prefix = "/fn", endpoint = "reading-list/sync", input = Json)]
pub async fn sync(
    /// The number that the device was told last; 0 when it has nothing yet.
    after: i64,
    /// What waits there in its order, at most 500 operations and 512 KB.
    operations: Vec<Operation>,
) -> Result<Synced, AppError> {
    super::sync::sync(&visit()?, after, operations).await
}

/// Who asks.
#[cfg(feature = "ssr")]
fn visit() -> Result<crate::account::identity::Visit, AppError> {
    leptos::prelude::use_context().ok_or_else(|| AppError::Failed(String::new()))
}
