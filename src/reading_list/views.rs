//! The pages of reading lists.

#[cfg(feature = "hydrate")]
mod acting;
mod all;
mod choosing;
mod entry;
pub(super) mod feed;
mod files;
#[cfg(feature = "hydrate")]
mod filing;
mod followed;
#[cfg(feature = "hydrate")]
mod following;
mod forms;
mod history;
mod one;
mod shared;
mod sharing;

use super::page::{Content, ListCard, ListsPage};
use crate::{
    Locale,
    account::model::RefusedForm,
    error::AppError,
    ui::{
        form::{WhenTaken, words_of_refusal},
        settled::settled,
    },
};
use leptos::prelude::*;
use leptos_i18n::td_string;
use reading::ListId;

/// What all parts of such a page know of it.
#[derive(Clone, Copy)]
struct Room {
    /// The page's language.
    locale: Locale,
    /// Path and query of the page.
    here: StoredValue<String>,
    /// Whether somebody is signed in.
    is_signed_in: bool,
    /// Whether the server has not been asked, because there is no network.
    is_away: bool,
    /// A form that was not taken.
    refused: RwSignal<Option<RefusedForm>>,
    /// What stands on the page now.
    content: RwSignal<Content>,
    /// The lists that the browser keeps, once they are there.
    #[cfg(feature = "hydrate")]
    engine: RwSignal<Option<super::engine::Engine>>,
    /// What readers' pages know of the lists.
    #[cfg(feature = "hydrate")]
    shelf: Option<super::shelf::Shelf>,
    /// The way to another page.
    #[cfg_attr(
        not(feature = "hydrate"),
        expect(dead_code, reason = "only the browser goes somewhere")
    )]
    way: Option<WhenTaken>,
}

impl Room {
    /// The lists that the browser keeps, as soon as they are there.
    #[cfg(feature = "hydrate")]
    async fn wait_for_engine(self) -> Option<super::engine::Engine> {
        let engine = super::engine::start(self.shelf?).await;
        self.engine.try_set(Some(engine));
        Some(engine)
    }

    /// Goes to another page.
    #[cfg(feature = "hydrate")]
    fn go(self, to: String) {
        if let Some(way) = self.way {
            way.0.run(to);
        }
    }

    /// The page of all lists; every form is sent there.
    fn lists(self) -> String {
        let language = self
            .here
            .with_value(|here| here.get(..3).unwrap_or_default().to_owned());
        format!("{language}/lists")
    }

    /// The page of a list.
    fn list(self, list: ListId) -> String {
        format!("{}/{list}", self.lists())
    }

    /// What was typed into a field of a form that was not taken. `about` is a field that sets it apart
    /// from others of the same name, with its value.
    fn typed(self, form: &str, about: Option<(&str, &str)>, field: &str) -> Option<String> {
        self.refused.with_untracked(|refused| {
            let refused = refused.as_ref().filter(|refused| refused.form == form)?;
            let value = |name: &str| {
                refused
                    .values
                    .iter()
                    .find_map(|(known, value)| (known == name).then(|| value.clone()))
            };
            if about.is_some_and(|(name, expected)| value(name).as_deref() != Some(expected)) {
                return None;
            }
            value(field)
        })
    }
}

/// A page of reading lists.
#[component]
pub fn ListsView(
    /// What the server gives.
    page: ListsPage,
    /// The page's language.
    locale: Locale,
) -> impl IntoView {
    let is_away = page.content == Content::Away;
    let page = ListsPage {
        content: match page.content {
            Content::Away => Content::begin(&page.here),
            content => content,
        },
        ..page
    };
    let room = Room {
        locale,
        here: StoredValue::new(page.here),
        is_signed_in: page.is_signed_in,
        is_away,
        refused: RwSignal::new(page.refused),
        content: RwSignal::new(page.content.clone()),
        #[cfg(feature = "hydrate")]
        engine: RwSignal::new(None),
        #[cfg(feature = "hydrate")]
        shelf: use_context(),
        way: use_context(),
    };
    #[cfg(feature = "hydrate")]
    following::begin(room);
    let content = match page.content {
        Content::All(all) => all::all_lists(all, room),
        Content::One(list) => one::one_list(*list, room),
        Content::History(history) => history::history(history, room),
        Content::Following(following) => followed::followed(following, room),
        Content::Feed(feed) => feed::feed(feed, room),
        Content::Join { token } => sharing::join(token, room),
        Content::Files(files) => files::files(files, room),
        Content::Shared(list) => shared::shared_list(*list, room),
        Content::Away => settled(()),
    };
    #[cfg(feature = "hydrate")]
    let submit = move |event: leptos::ev::SubmitEvent| acting::submit(&event, room);
    #[cfg(not(feature = "hydrate"))]
    let submit = |_: leptos::ev::SubmitEvent| {};
    settled(view! {
        <div class="lists" on:submit=submit>
            {problem(room)}
            {standing(room)}
            {content}
        </div>
    })
}

/// What became of a form that was not taken.
fn problem(room: Room) -> AnyView {
    let words = move || {
        let refused = room.refused.get()?;
        let sign_in = matches!(refused.error, AppError::SignInNeeded).then(|| {
            let front = room.lists();
            let front = front.trim_end_matches("/lists").to_owned();
            let href = format!("{front}/sign-in?next={front}/lists");
            view! { " " <a href=href>{td_string!(room.locale, masthead.sign_in)}</a> }
        });
        let words = words_of_refusal(room.locale, &refused.error);
        Some(
            view! { <p class="problem" role="alert" tabindex="-1" id="refused">{words} {sign_in}</p> },
        )
    };
    settled(view! { {words} })
}

/// What has not reached the server, and that nothing is kept, while it is so.
fn standing(room: Room) -> AnyView {
    #[cfg(feature = "hydrate")]
    let words = move || {
        use super::engine::words;
        let waiting = room.engine.get()?.waiting().get();
        let words = if waiting.is_forgetful {
            words::forgetful()
        } else if waiting.is_stuck && waiting.count > 0 {
            words::waiting(waiting.count)
        } else {
            return None;
        };
        Some(view! { <p class="standing-notice">{words}</p> })
    };
    #[cfg(not(feature = "hydrate"))]
    let words = {
        let _ = room;
        || None::<()>
    };
    settled(view! { <div role="status">{words}</div> })
}

/// The name of a list in words.
fn name_of(card: &ListCard, locale: Locale) -> String {
    match &card.name {
        Some(name) => name.clone(),
        None if card.id == ListId::LATER => td_string!(locale, reading_list.later).to_owned(),
        None => td_string!(locale, reading_list.unnamed).to_owned(),
    }
}

#[cfg(feature = "ssr")]
#[cfg(test)]
mod tests;
