//! Asking the server for something from a button.

use crate::{
    Locale,
    error::AppError,
    ui::form::{WhenTaken, words_of_refusal},
};
use leptos::{
    prelude::*,
    server_fn::{ServerFn, serde::de::DeserializeOwned},
};
use serde::Serialize;

/// Calls a server function and goes on with its answer. On the server nobody presses a button: there
/// nothing is asked.
pub(super) fn ask<F>(arguments: F, then: impl FnOnce(Result<F::Output, AppError>) + 'static)
where
    F: ServerFn<Error = AppError> + Serialize + 'static,
    F::Output: DeserializeOwned,
{
    #[cfg(feature = "hydrate")]
    leptos::task::spawn_local(async move { then(crate::desk::client::call(arguments).await) });
    #[cfg(not(feature = "hydrate"))]
    let _ = (arguments, then);
}

/// Why something was not done, in words.
pub(super) fn refusal(locale: Locale, error: &AppError) -> String {
    words_of_refusal(locale, error)
}

/// The way to another page of the newsroom. Must be called while a view is made.
pub(super) fn way() -> Callback<String> {
    match use_context::<WhenTaken>() {
        Some(WhenTaken(go)) => go,
        None => Callback::new(|to: String| {
            let _ = window().location().assign(&to);
        }),
    }
}
