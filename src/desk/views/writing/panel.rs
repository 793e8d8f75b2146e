//! What stands beside the text.

use super::state::Writing;
use leptos::prelude::*;

/// The fields beside the text.
pub fn panel(_writing: Writing) -> AnyView {
    ().into_any()
}
