//! The document around the app, and its routes.

use crate::site::views::Reader;
use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::{
    SsrMode,
    components::{FlatRoutes, Route, Router},
    path,
};

/// The whole app. Readers' pages share one route: what an address shows is decided on the server,
/// which answers with one of a few kinds of page ([`crate::site::model::Page`]), so that the client
/// carries neither a table of routes nor a loader for each.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    view! {
        <Router>
            <FlatRoutes fallback=Reader>
                <Route path=path!("/*any") view=Reader ssr=SsrMode::Async/>
            </FlatRoutes>
        </Router>
    }
}

#[cfg(feature = "ssr")]
pub use document::shell;

#[cfg(feature = "ssr")]
mod document {
    use super::*;
    use leptos::{
        config::{Env, LeptosOptions},
        hydration::{AutoReload, HydrationScripts},
        nonce::use_nonce,
    };
    use leptos_meta::{HashedStylesheet, MetaTags};

    /// Runs before anything is painted: puts the reader's theme and text size on the root element,
    /// so that neither flashes, and how much room their feed takes, so that nothing moves when it
    /// comes ([`crate::reading_list::shelf::FEED_MARK`]); tells the style sheet that scripts run.
    const BEFORE_PAINT: &str = "(d=>{d.classList.add('js');try{for(const k of['theme','textSize','feed']){\
        const v=localStorage.getItem(k);v&&(d.dataset[k]=v)}}catch{}})(document.documentElement)";

    /// Runs when the page is there: what is read from now on is kept on the device. The files of the first
    /// page have come before the service worker could see them, so it is told their names; the last of
    /// them come a little later.
    const KEEP: &str = "(s=>{s&&addEventListener('load',()=>s.register('/service-worker.js').then(()=>\
        s.ready).then(r=>setTimeout(()=>r.active.postMessage({loaded:performance.getEntriesByType('resource')\
        .map(e=>e.name)}),3e3)).catch(()=>{}))})(navigator.serviceWorker)";

    /// Fonts that every page shows at once. The names carry a hash of the file;
    /// `scripts/fonts/build.sh` prints them.
    pub(super) const PRELOADED_FONTS: [&str; 2] = [
        "/fonts/literata.7da2c625.woff2",
        "/fonts/golos-text.c5d9e355.woff2",
    ];

    /// The HTML document that the app is rendered into.
    pub fn shell(options: LeptosOptions) -> impl IntoView {
        view! {
            <!DOCTYPE html>
            <html>
                <head>
                    <meta charset="utf-8"/>
                    <meta name="viewport" content="width=device-width, initial-scale=1"/>
                    <script nonce=use_nonce()>{BEFORE_PAINT}</script>
                    <HashedStylesheet options=options.clone() id="leptos"/>
                    {PRELOADED_FONTS
                        .map(|font| {
                            view! { <link rel="preload" href=font r#as="font" r#type="font/woff2" crossorigin=""/> }
                        })
                        .collect_view()}
                    <link rel="icon" href="/favicon.svg" r#type="image/svg+xml"/>
                    <meta name="theme-color" content="#fcfbf8" media="(prefers-color-scheme: light)"/>
                    <meta name="theme-color" content="#14161a" media="(prefers-color-scheme: dark)"/>
                    // While it is built anew at every change, nothing of it may be kept.
                    {(options.env == Env::PROD).then(|| view! { <script nonce=use_nonce()>{KEEP}</script> })}
                    <AutoReload options=options.clone()/>
                    <HydrationScripts options/>
                    <MetaTags/>
                </head>
                <body>
                    <App/>
                </body>
            </html>
        }
    }

    #[cfg(test)]
    mod tests {
        use super::*;
        use std::path::Path;

        #[test]
        fn preloaded_fonts_are_those_of_the_style_sheet() {
            let styles = include_str!("../style/fonts.css");
            for font in PRELOADED_FONTS {
                assert!(
                    styles.contains(&format!("url(\"{font}\")")),
                    "{font} is not in style/fonts.css"
                );
                let file = Path::new(env!("CARGO_MANIFEST_DIR"))
                    .join("public")
                    .join(&font[1..]);
                assert!(file.exists(), "{} is missing", file.display());
            }
        }
    }
}
