//! The bar over the page.

use super::{saving::Flush, state::Writing};
use crate::desk::model::Saved;
use leptos::prelude::*;

/// The bar: how saving stands, and what can be done with the article. `restored` takes what restoring
/// a revision has answered over to the screen.
pub fn bar(
    _writing: Writing,
    _flush: Flush,
    _restored: Callback<Saved>,
    status: AnyView,
) -> AnyView {
    status
}
