//! The browser's half of moving between pages.

use super::Navigation;
use crate::{account::model::is_personal, language::Language, site::api::load_page};
use leptos::{ev, prelude::*, task::spawn_local};
use std::time::Duration;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, FocusOptions, ScrollRestoration};

/// How long the page must lie still before its position is written down.
const SETTLED: Duration = Duration::from_millis(100);

/// Listens to what readers do with links and with the page.
pub fn watch(navigation: Navigation) {
    let history = window().history();
    if let Ok(history) = &history {
        let _ = history.set_scroll_restoration(ScrollRestoration::Manual);
    }
    // A reload is the browser's own business: it restores the position long before we run.
    window_event_listener(ev::pagehide, |_| {
        if let Ok(history) = window().history() {
            let _ = history.set_scroll_restoration(ScrollRestoration::Auto);
        }
    });
    window_event_listener(ev::pageshow, move |event| {
        if !event.persisted() {
            return;
        }
        // The browser has taken the page out of its memory as it was: somebody may have signed out
        // since, and what was theirs must not come back.
        if is_personal(&navigation.arrived_at.get_value()) || is_left() {
            let _ = window().location().reload();
            return;
        }
        if let Ok(history) = window().history() {
            let _ = history.set_scroll_restoration(ScrollRestoration::Manual);
        }
    });

    let timer = StoredValue::new(None::<TimeoutHandle>);
    window_event_listener(ev::scroll, move |_| {
        if let Some(timer) = timer.get_value() {
            timer.clear();
        }
        let handle = set_timeout_with_handle(move || remember_position(navigation), SETTLED);
        timer.set_value(handle.ok());
    });

    // Before the router's own listener on the window: the position is kept, and the router is kept
    // from jumping to the top of a page that is about to go.
    let clicked = move |event: Event| {
        remember_position(navigation);
        if let Some(link) = link_of(&event) {
            let _ = link.set_attribute("data-noscroll", "");
            if link
                .get_attribute("href")
                .is_some_and(|href| !is_page(&href))
            {
                let _ = link.set_attribute("rel", "external");
            }
            if let Some(language) = link.get_attribute("hreflang") {
                keep_language(&language);
            }
        }
    };
    // Back to a place on the same page: nothing arrives, so the position is given back here.
    window_event_listener(ev::popstate, move |_| {
        if bar_address() == Some(navigation.arrived_at.get_value()) {
            restore_position();
        }
    });
    listen("click", clicked);
    listen("pointerover", fetch_ahead);
    listen("touchstart", fetch_ahead);
    listen("focusin", fetch_ahead);
}

/// Loads a page as a new document and lets nothing of this one be seen again, not even for a moment
/// on the way back.
pub fn leave_for(address: &str) {
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute("hidden", "");
    }
    let _ = window().location().assign(address);
}

/// Whether a server of this build would have sent another client than the one that runs here. A page
/// that the service worker has put in the place of another one belongs to no build in particular, and
/// loading it once more would change nothing.
pub fn is_of_another_build(build: &str) -> bool {
    let program = document().query_selector("link[type='application/wasm']");
    let own = program
        .ok()
        .flatten()
        .and_then(|link| link.get_attribute("href"));
    !build.is_empty()
        && !crate::offline::is_stand_in()
        && own.is_some_and(|own| !own.contains(build))
}

fn is_left() -> bool {
    document()
        .document_element()
        .is_some_and(|root| root.has_attribute("hidden"))
}

/// The page is there: what a browser does after loading a document.
pub fn arrive(navigation: Navigation, canonical: &str) {
    navigation.pending.set(false);
    navigation
        .arrived_at
        .set_value(navigation.address.get_untracked());
    if !navigation.arrived_before.get_value() {
        navigation.arrived_before.set_value(true);
        navigation
            .arrived_at
            .set_value(navigation.address.get_untracked());
        return;
    }
    show_address(navigation);
    if let Ok(Some(link)) = document().query_selector("link[rel=canonical]") {
        let _ = link.set_attribute("href", canonical);
    }
    for popover in ["languages", "appearance", "share"] {
        if let Some(element) = document().get_element_by_id(popover)
            && let Ok(element) = element.dyn_into::<web_sys::HtmlElement>()
        {
            let _ = element.hide_popover();
        }
    }
    // A place that can take the focus is what the address has led to; otherwise the page as a whole.
    let place = target_of_hash().filter(|target| target.has_attribute("tabindex"));
    if let Some(heading) = place.or_else(|| document().query_selector("main h1").ok().flatten())
        && let Ok(heading) = heading.dyn_into::<web_sys::HtmlElement>()
    {
        let options = FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = heading.focus_with_options(&options);
    }
    restore_position();
}

/// Scrolls to where the present entry of the history was left, to the place that the address names,
/// or to the top.
fn restore_position() {
    let kept = window()
        .history()
        .and_then(|history| history.state())
        .ok()
        .and_then(|state| state.as_f64());
    match (kept, target_of_hash()) {
        (Some(position), _) => window().scroll_to_with_x_and_y(0.0, position),
        (None, Some(target)) => target.scroll_into_view(),
        (None, None) => window().scroll_to_with_x_and_y(0.0, 0.0),
    }
}

/// Brings the address bar in line with the page. A page that has moved takes the place of the
/// address that led to it. And after going back and forward the router (0.8) takes a link to the page
/// before for one to the page itself, and leaves the bar where it was.
fn show_address(navigation: Navigation) {
    let asked = navigation.address.get_untracked();
    let shown = match navigation.moved.get_value() {
        Some((from, to)) if from == asked => to,
        _ => asked.clone(),
    };
    if let (Some(bar), Ok(history)) = (bar_address(), window().history())
        && bar != shown
    {
        let is_detour = navigation.detour.get_value().as_ref() == Some(&bar);
        let _ = if bar == asked || is_detour {
            history.replace_state_with_url(&JsValue::NULL, "", Some(&shown))
        } else {
            history.push_state_with_url(&JsValue::NULL, "", Some(&shown))
        };
    }
    navigation.arrived_at.set_value(shown);
}

fn target_of_hash() -> Option<Element> {
    let hash = window().location().hash().ok()?;
    let name = js_sys::decode_uri_component(hash.strip_prefix('#')?)
        .ok()?
        .as_string()?;
    document().get_element_by_id(&name)
}

/// Keeps the scroll position in the present entry of the history. Not while a page is on its way:
/// then the entry is already that of the next page, and the position still that of this one.
fn remember_position(navigation: Navigation) {
    if navigation.pending.get_untracked() {
        return;
    }
    let position = window().scroll_y().unwrap_or_default();
    if let Ok(history) = window().history() {
        let _ = history.replace_state(&JsValue::from_f64(position), "");
    }
}

/// Fetches the data behind a link that is pointed at, touched or focused. The answer lands in the
/// browser's cache, where the click finds it.
fn fetch_ahead(event: Event) {
    let Some(link) = link_of(&event) else { return };
    let Some(href) = link.get_attribute("href").filter(|href| is_page(href)) else {
        return;
    };
    // Made for one person at the moment it is asked for.
    if is_personal(&href) {
        return;
    }
    // The mark is the address itself, because an element may come to lead elsewhere.
    if link.get_attribute("data-ahead").as_ref() == Some(&href)
        || matches!(
            link.get_attribute("rel").as_deref(),
            Some("external" | "nofollow")
        )
    {
        return;
    }
    let _ = link.set_attribute("data-ahead", &href);
    spawn_local(async move {
        // A place on the page is nothing that the server knows of.
        let page = href.split('#').next().unwrap_or_default().to_owned();
        let _ = load_page(page).await;
    });
}

/// Whether a link leads to a page that the app can show, or to a place on the present one. All else
/// (files, feeds, `/`, other sites) is left to the browser.
fn is_page(href: &str) -> bool {
    let is_in_language = href
        .get(1..3)
        .is_some_and(|code| Language::parse(code).is_some())
        && (href.len() == 3 || href[3..].starts_with(['/', '?', '#']));
    href.starts_with(['#', '?'])
        || (href.starts_with('/') && is_in_language && !href.ends_with("/feed.xml"))
}

/// Path and query as the address bar shows them.
fn bar_address() -> Option<String> {
    let location = window().location();
    Some(format!(
        "{}{}",
        location.pathname().ok()?,
        location.search().ok()?
    ))
}

/// Keeps the choice of a language for a year, for the one address that no language is part of.
fn keep_language(code: &str) {
    let cookie = format!("language={code}; path=/; max-age=31536000; samesite=lax");
    let _ = js_sys::Reflect::set(&document(), &"cookie".into(), &cookie.into());
}

fn link_of(event: &Event) -> Option<Element> {
    event
        .target()?
        .dyn_into::<Element>()
        .ok()?
        .closest("a[href]")
        .ok()?
}

/// Listens on the document for as long as the page lives.
fn listen(name: &'static str, handler: impl Fn(Event) + 'static) {
    let handler = wasm_bindgen::closure::Closure::<dyn Fn(Event)>::new(handler);
    let _ = document().add_event_listener_with_callback(name, handler.as_ref().unchecked_ref());
    handler.forget();
}
