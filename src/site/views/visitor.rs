//! Who is signed in, in the masthead. Readers' pages come without it, the same for everybody; the
//! browser asks once the page is there, and only where a cookie says that somebody is signed in.

use crate::{
    Locale,
    account::model::{Visitor, is_personal},
    ui::icon,
};
use leptos::{either::Either, prelude::*};
use leptos_i18n::td_string;

/// What is known of who is signed in. Copies share it.
#[derive(Clone, Copy)]
pub struct VisitorState {
    visitor: RwSignal<Option<Visitor>>,
    /// The id of who is signed in: None until that is known, Some(None) for nobody.
    pub person: RwSignal<Option<Option<i64>>>,
}

impl VisitorState {
    /// Asks as soon as the page has been taken over.
    pub fn start() -> Self {
        let state = Self {
            visitor: RwSignal::new(None),
            person: RwSignal::new(None),
        };
        Effect::new(move || state.refresh());
        // A page that the browser has kept as it was may be older than the last sign-out.
        #[cfg(feature = "hydrate")]
        Effect::new(move || {
            window_event_listener(leptos::ev::pageshow, move |event| {
                if event.persisted() {
                    state.refresh();
                }
            });
        });
        state
    }

    /// Asks again: somebody may have come in or gone out.
    pub fn refresh(self) {
        #[cfg(feature = "hydrate")]
        if may_be_signed_in() {
            leptos::task::spawn_local(async move {
                if let Ok(visitor) = crate::account::api::load_visitor().await {
                    self.person
                        .try_set(Some(visitor.as_ref().map(|visitor| visitor.id)));
                    self.visitor.try_set(visitor);
                }
            });
        } else {
            self.person.set(Some(None));
            self.visitor.set(None);
        }
    }
}

/// The ways in, or to one's account.
#[component]
pub fn VisitorLinks(
    /// What the browser has found out.
    state: VisitorState,
    /// What the page knows by itself.
    known: Option<Visitor>,
    /// The front page's address.
    front: String,
    /// The page's address, to come back to.
    address: Memo<String>,
    locale: Locale,
) -> impl IntoView {
    let visitor = Memo::new(move |_| state.visitor.get().or_else(|| known.clone()));
    move || {
        let front = front.clone();
        match visitor.get() {
            Some(Visitor {
                name,
                newsroom,
                notices,
                notices_words,
                ..
            }) => {
                let desk = newsroom.then(|| {
                    view! { <a class="way" href=format!("{front}/desk")>{td_string!(locale, masthead.desk)}</a> }
                });
                let notices = (notices > 0).then(|| {
                    let href = format!("{front}/comments");
                    view! { <a class="way told" href=href aria-label=notices_words><b>{notices.to_string()}</b></a> }
                });
                Either::Left(view! {
                    <span class="visitor">{name}</span>
                    {notices}
                    {desk}
                    <a class="way" href=format!("{front}/account")>
                        {icon::person()}
                        <span>{td_string!(locale, masthead.account)}</span>
                    </a>
                })
            }
            None => {
                let next = address.with(|address| way_back(address));
                Either::Right(next.map(|next| {
                    view! {
                        <a class="way" href=format!("{front}/sign-in{next}")>
                            {td_string!(locale, masthead.sign_in)}
                        </a>
                        <a class="way second" href=format!("{front}/sign-up{next}")>
                            {td_string!(locale, masthead.sign_up)}
                        </a>
                    }
                }))
            }
        }
    }
}

/// The query that brings a reader back to where they were. None on pages of one person: they have the
/// ways in among their own words.
fn way_back(address: &str) -> Option<String> {
    if address.is_empty() {
        return Some(String::new());
    }
    #[cfg(feature = "hydrate")]
    let is_stand_in = crate::offline::is_stand_in();
    // It was rendered for no address in particular.
    #[cfg(not(feature = "hydrate"))]
    let is_stand_in = false;
    if is_personal(address) && !is_stand_in {
        return None;
    }
    #[cfg(feature = "ssr")]
    let encoded =
        percent_encoding::utf8_percent_encode(address, percent_encoding::NON_ALPHANUMERIC);
    #[cfg(all(feature = "hydrate", not(feature = "ssr")))]
    let encoded = js_sys::encode_uri_component(address);
    #[cfg(any(feature = "ssr", feature = "hydrate"))]
    return Some(format!("?next={encoded}"));
    #[cfg(not(any(feature = "ssr", feature = "hydrate")))]
    None
}

#[cfg(feature = "hydrate")]
pub use browser::may_be_signed_in;

#[cfg(feature = "hydrate")]
mod browser {
    use leptos::prelude::document;

    /// Whether the cookie is there that goes with a session.
    pub fn may_be_signed_in() -> bool {
        js_sys::Reflect::get(&document(), &"cookie".into())
            .ok()
            .and_then(|cookies| cookies.as_string())
            .is_some_and(|cookies| {
                cookies
                    .split(';')
                    .any(|cookie| cookie.trim_start().starts_with("visitor="))
            })
    }
}
