//! What was said and done.

use super::state::Writing;
use leptos::prelude::*;

/// What was said and done, the newest first.
pub fn notes(_writing: Writing) -> AnyView {
    ().into_any()
}
