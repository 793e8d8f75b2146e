//! The writing surface as the other parts of the page know it. The surface itself is a module in
//! JavaScript (`editor/`) that exists in the browser only.

#[cfg(not(feature = "hydrate"))]
mod absent;
#[cfg(feature = "hydrate")]
mod arguments;
#[cfg(feature = "hydrate")]
mod browser;
#[cfg(feature = "hydrate")]
mod edge;
mod selection;
#[cfg(feature = "hydrate")]
mod upload;
#[cfg(feature = "hydrate")]
mod words;

#[cfg(feature = "hydrate")]
pub(super) use edge::is_at_start;
pub(super) use selection::{Hits, Selection, Shortcut, SlashMenu, has_apple_keys};
#[cfg(feature = "hydrate")]
pub(super) use upload::{is_picture, upload};

use super::dialogs::Dialogs;
#[cfg(feature = "hydrate")]
use crate::desk::client::surface::Handle;
use leptos::prelude::*;

/// The text while it is written. Copies are the same surface.
#[derive(Clone, Copy)]
pub struct Surface {
    /// Whether it stands in the page and can be written in.
    pub is_mounted: RwSignal<bool>,
    /// Counts how often saving was asked for from the keyboard.
    pub save_asked: RwSignal<u32>,
    /// Whether its module did not come or did not take the text.
    pub(super) failed: RwSignal<bool>,
    /// What the toolbar shows.
    pub(super) selection: RwSignal<Selection>,
    /// The "/" menu, while it is open.
    pub(super) slash: RwSignal<Option<SlashMenu>>,
    /// Takes a key while that menu is open.
    pub(super) slash_key: StoredValue<Option<Callback<String, bool>>>,
    /// The dialogs about the text.
    pub(super) dialogs: Dialogs,
    /// The shortcuts of the keyboard, once the module is there.
    pub(super) shortcuts: RwSignal<Vec<Shortcut>>,
    /// The text that the surface begins with, if it is not the page's: what was to take its place
    /// before the surface was there, or what stood in it when it was taken out.
    waiting: StoredValue<Option<String>>,
    #[cfg(feature = "hydrate")]
    handle: StoredValue<Option<Handle>, LocalStorage>,
}

impl Surface {
    /// A surface that is not yet in the page.
    pub fn new() -> Self {
        Self {
            is_mounted: RwSignal::new(false),
            save_asked: RwSignal::new(0),
            failed: RwSignal::new(false),
            selection: RwSignal::new(Selection::default()),
            slash: RwSignal::new(None),
            slash_key: StoredValue::new(None),
            dialogs: Dialogs::new(),
            shortcuts: RwSignal::new(Vec::new()),
            waiting: StoredValue::new(None),
            #[cfg(feature = "hydrate")]
            handle: StoredValue::new_local(None),
        }
    }

    /// Takes another text over, as JSON. Blocks that are equal stay untouched, and nothing counts as
    /// changed by the person. Before the surface is there, it is what the surface begins with.
    pub fn replace(&self, body: &str) {
        if self.is_mounted.get_untracked() {
            self.take_over(body);
        } else {
            self.waiting.set_value(Some(body.to_owned()));
        }
    }
}

impl Default for Surface {
    fn default() -> Self {
        Self::new()
    }
}
