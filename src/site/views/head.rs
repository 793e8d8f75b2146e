//! What a page says of itself to browsers, search engines and messengers.

use crate::{
    language::Language,
    site::model::{Frame, Page},
};
use leptos::prelude::*;
use leptos_meta::{Html, Title};

/// Title, language and direction, which follow every navigation; and, in the page that the server
/// sends, the elements that only machines read.
#[component]
pub fn Head(title: String, language: Language, frame: Frame, page: Page) -> impl IntoView {
    #[cfg(feature = "ssr")]
    if machine::is_first_time() {
        machine::describe(&title, language, &frame, &page);
    }
    #[cfg(not(feature = "ssr"))]
    let _ = (frame, page);
    view! {
        <Title text=title/>
        <Html attr:lang=language.code() attr:dir=language.direction()/>
    }
}

#[cfg(feature = "ssr")]
pub use machine::DescribedOnce;

#[cfg(feature = "ssr")]
mod machine {
    use super::*;
    use crate::article::model::Picture;
    use leptos_meta::{Link, Meta};
    use std::sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    };

    /// The server makes the view of a page twice, once to find out what it waits for; the page is
    /// described once. One for each request, in its context.
    #[derive(Clone, Default)]
    pub struct DescribedOnce(Arc<AtomicBool>);

    pub(super) fn is_first_time() -> bool {
        use_context::<DescribedOnce>()
            .is_some_and(|DescribedOnce(done)| !done.swap(true, Ordering::Relaxed))
    }

    /// Rendering one of these elements to a string registers it for the document's head. They are
    /// not part of the view, because the client has no use for them and need not know them.
    pub(super) fn describe(title: &str, language: Language, frame: &Frame, page: &Page) {
        let manifest = format!("{}/manifest.webmanifest", frame.front);
        _ = view! { <Link rel="manifest" href=manifest/> }.to_html();
        if frame.canonical.is_empty() {
            // A preview is for those who were sent its address.
            _ = view! { <Meta name="robots" content="noindex"/> }.to_html();
            return;
        }
        let (headline, description, picture, kind) = match page {
            Page::Front(front) => {
                let lead = front.lead.as_ref();
                (
                    title,
                    lead.map(|lead| lead.headline.as_str()),
                    lead.and_then(|lead| lead.picture.as_ref()),
                    "website",
                )
            }
            Page::List(list) => (title, Some(list.about.as_str()), None, "website"),
            Page::Article(article) => (
                article.headline.as_str(),
                Some(article.description.as_str()),
                article.picture.as_ref(),
                "article",
            ),
            Page::Corrections(_) => (title, None, None, "website"),
            Page::SharedList(list) => (
                list.title.as_str(),
                Some(list.description.as_str()),
                list.picture.as_ref(),
                "website",
            ),
            Page::Offline | Page::Personal { .. } | Page::Lists { .. } | Page::Desk { .. } => {
                // Nobody else can see it, and no search engine is to try.
                _ = view! { <Meta name="robots" content="noindex"/> }.to_html();
                return;
            }
        };
        if matches!(page, Page::Article(article) if article.is_part_of_thread) {
            _ = view! { <Meta name="robots" content="noindex"/> }.to_html();
        }
        let canonical = frame.canonical.clone();
        let origin = canonical
            .strip_suffix(path_of(&canonical))
            .unwrap_or_default()
            .to_owned();
        _ = view! { <Link rel="canonical" href=canonical.clone()/> }.to_html();
        if let Some(description) = description.filter(|description| !description.is_empty()) {
            _ = view! { <Meta name="description" content=description.to_owned()/> }.to_html();
            property("og:description", description);
        }
        property("og:title", headline);
        property("og:type", kind);
        property("og:url", &canonical);
        property("og:site_name", &frame.name);
        property("og:locale", open_graph_locale(language));
        if let Some(Picture {
            src,
            alt,
            width,
            height,
            ..
        }) = picture
        {
            let absolute = if src.starts_with('/') {
                format!("{origin}{src}")
            } else {
                src.clone()
            };
            property("og:image", &absolute);
            property("og:image:alt", alt);
            property("og:image:width", &width.to_string());
            property("og:image:height", &height.to_string());
            _ = view! { <Meta name="twitter:card" content="summary_large_image"/> }.to_html();
        }
        for other in frame.languages.iter().filter(|other| other.translates) {
            let href = format!("{origin}{}", other.href);
            _ = view! { <Link rel="alternate" hreflang=other.code.clone() href=href/> }.to_html();
        }
        let feed = match page {
            Page::List(list) => list.feed.clone().unwrap_or_else(|| frame.feed.clone()),
            Page::SharedList(list) => list.feed.clone(),
            _ => frame.feed.clone(),
        };
        _ = view! { <Link rel="alternate" type_="application/rss+xml" title=title.to_owned() href=feed/> }.to_html();
    }

    /// Open Graph asks for a territory with the language.
    fn open_graph_locale(language: Language) -> &'static str {
        match language {
            Language::Kazakh => "kk_KZ",
            Language::Russian => "ru_RU",
            Language::English => "en_GB",
        }
    }

    fn property(name: &'static str, content: &str) {
        _ = view! { <Meta property=name content=content.to_owned()/> }.to_html();
    }

    /// The part of an absolute address from the path on.
    fn path_of(address: &str) -> &str {
        address
            .find("://")
            .and_then(|scheme| {
                address[scheme + 3..]
                    .find('/')
                    .map(|slash| &address[scheme + 3 + slash..])
            })
            .unwrap_or_default()
    }
}
