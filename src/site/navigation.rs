//! Moving between pages without loading the document again: what a browser does by itself when it
//! loads a page, done by hand when it does not. Focus, scroll position, progress, fetching ahead.

use leptos::prelude::*;
use std::collections::HashMap;

use crate::article::model::ListPage;
#[cfg(feature = "hydrate")]
use crate::site::api::load_page;
#[cfg(not(feature = "ssr"))]
use crate::{error::AppError, site::model::PageData};

#[cfg(feature = "hydrate")]
mod browser;
#[cfg(feature = "hydrate")]
pub use browser::leave_for;

/// The state of moving between pages. Copies share it.
#[derive(Clone, Copy)]
pub struct Navigation {
    /// Whether a page has been asked for and is not here yet.
    pub pending: RwSignal<bool>,
    /// The older pages that a reader has added to a list, by the list's address and where its
    /// first page ends, so that they are still there on the way back from an article.
    pub older: StoredValue<HashMap<String, Vec<ListPage>>>,
    /// The address that was asked for last and has moved, and where it leads now.
    pub moved: StoredValue<Option<(String, String)>>,
    /// Where the address that is asked for led the last time, while the bar still shows that.
    #[cfg(feature = "hydrate")]
    detour: StoredValue<Option<String>>,
    #[cfg(feature = "hydrate")]
    address: Memo<String>,
    #[cfg(feature = "hydrate")]
    arrived_at: StoredValue<String>,
    #[cfg(feature = "hydrate")]
    arrived_before: StoredValue<bool>,
}

impl Navigation {
    /// Watches an address, and everything in the browser that moving depends on.
    pub fn start(address: Memo<String>) -> Self {
        let navigation = Self {
            pending: RwSignal::new(false),
            older: StoredValue::new(HashMap::new()),
            moved: StoredValue::new(None),
            #[cfg(feature = "hydrate")]
            detour: StoredValue::new(None),
            #[cfg(feature = "hydrate")]
            address,
            #[cfg(feature = "hydrate")]
            arrived_at: StoredValue::new(String::new()),
            #[cfg(feature = "hydrate")]
            arrived_before: StoredValue::new(false),
        };
        Effect::new(move |before: Option<String>| {
            let now = address.get();
            if before.is_some_and(|before| before != now) {
                navigation.pending.set(true);
            }
            now
        });
        #[cfg(feature = "hydrate")]
        Effect::new(move || browser::watch(navigation));
        navigation
    }

    /// Forgets where an address led the last time it was asked for: the way to one's account leads to
    /// the sign-in page only until one has signed in.
    #[cfg(not(feature = "ssr"))]
    pub fn ask_again(self, address: &str) {
        let before = self.moved.get_value();
        self.moved.set_value(None);
        #[cfg(feature = "hydrate")]
        self.detour
            .set_value(before.filter(|(from, _)| from == address).map(|(_, to)| to));
        #[cfg(not(feature = "hydrate"))]
        let _ = (before, address);
    }
}

/// Moves over to a newer version of the site. A page that comes from another build than this client is
/// loaded as a document, with the client that goes with it; until then the page before stays. The
/// answer of a newer server may also be one that this client cannot read.
#[cfg(not(feature = "ssr"))]
pub async fn move_over(loaded: &Result<PageData, AppError>, address: &str) {
    #[cfg(feature = "hydrate")]
    {
        let build = match loaded {
            Ok(page) => Some(page.frame.build.clone()),
            Err(AppError::Unreachable) => {
                // A page that every version can read.
                let front = address.get(..3).unwrap_or_default();
                let plain = load_page(format!("{front}/offline")).await.ok();
                plain.map(|page| page.frame.build)
            }
            Err(_) => None,
        };
        if build.is_some_and(|build| browser::is_of_another_build(&build)) {
            let _ = window().location().assign(address);
            std::future::pending::<()>().await;
        }
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = (loaded, address);
}

/// Marks the moment when a page's content has replaced the one before: stands at its end.
#[component]
pub fn Arrival(
    /// The state to tell.
    navigation: Navigation,
    /// The page's absolute address; empty where it has none.
    canonical: String,
) -> impl IntoView {
    #[cfg(feature = "hydrate")]
    Effect::new(move || {
        let canonical = canonical.clone();
        // The view that this stands in takes the place of the one before only after its effects.
        request_animation_frame(move || browser::arrive(navigation, &canonical));
    });
    #[cfg(not(feature = "hydrate"))]
    let _ = (navigation, canonical);
}

/// A thin bar along the top edge. The style sheet lets it appear after 150 ms of waiting.
#[component]
pub fn Progress(
    /// The state to show.
    navigation: Navigation,
) -> impl IntoView {
    view! { <div class="progress" hidden=move || !navigation.pending.get()></div> }
}
