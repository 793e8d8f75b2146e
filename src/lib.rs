//! Tilshi, a whole newspaper in one program.
//!
//! The same crate is compiled twice: with the feature `ssr` into the server, with `hydrate` into
//! the WebAssembly client that takes over the page in the browser. A feature of the product is a
//! folder here ("room") with the same few files in each: `model`, `api`, `store`, `views`.

#![recursion_limit = "256"]

pub mod account;
pub mod app;
pub mod article;
#[cfg(feature = "ssr")]
pub mod author;
pub mod comment;
pub mod correction;
pub mod desk;
pub mod error;
#[cfg(feature = "ssr")]
pub mod feed;
#[cfg(feature = "ssr")]
pub mod first_edition;
pub mod front;
pub mod language;
#[cfg(feature = "ssr")]
pub mod mail;
#[cfg(feature = "ssr")]
pub mod media;
pub mod offline;
pub mod reading_list;
#[cfg(feature = "ssr")]
pub mod section;
#[cfg(feature = "ssr")]
pub mod server;
pub mod site;
#[cfg(feature = "ssr")]
pub mod tag;
pub mod ui;

#[expect(
    clippy::expect_used,
    reason = "generated: it parses the three constant language codes"
)]
mod strings {
    include!(concat!(env!("OUT_DIR"), "/i18n/mod.rs"));
}
pub use i18n::Locale;
pub use strings::i18n;

impl From<language::Language> for Locale {
    fn from(language: language::Language) -> Self {
        match language {
            language::Language::Kazakh => Self::kk,
            language::Language::Russian => Self::ru,
            language::Language::English => Self::en,
        }
    }
}

/// Is never read. When the client is parted, each part's share of the constant data is aligned anew and
/// the whole becomes a little longer; where the linker has left no room for that, all of it would come
/// with the main part (wasm_split_cli_support, "Overlong segment"). Nothing leads here, so that the
/// parting leaves it out and has its bytes to spare.
#[cfg(feature = "hydrate")]
#[used]
static ROOM_FOR_PARTING: [u8; 4096] = [b' '; 4096];

/// Starts the client: takes over the page that the server rendered.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    wasm_bindgen_futures::spawn_local(async {
        // The part that shows such a page must be there when the page is taken over.
        let path = leptos::prelude::window().location().pathname();
        let word = path
            .as_ref()
            .ok()
            .and_then(|path| path.split('/').nth(2))
            .unwrap_or_default();
        if offline::is_stand_in() {
            // It shows nothing of its address yet.
        } else if matches!(word, "list" | "lists") {
            if !reading_list::part_of_pages::preload().await {
                // What the server has shown works without the client too.
                return;
            }
        } else if path
            .as_ref()
            .is_ok_and(|path| account::model::is_personal(path))
        {
            account::part::preload().await;
            if path.is_ok_and(|path| desk::model::is_desk(&path)) {
                desk::part::preload().await;
            }
        }
        leptos::mount::hydrate_lazy(app::App);
    });
}
