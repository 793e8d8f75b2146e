//! A list of articles: a section, a tag, an author.

use super::parts::{AuthorName, TeaserView};
use crate::ui::settled::settled;
use crate::{
    Locale,
    article::model::{Heading, ListPage},
    error::AppError,
    reading_list::on_page::FollowButton,
    site::{
        api::load_page,
        model::{Page, PageData},
        navigation::Navigation,
    },
};
use leptos::{ev, prelude::*, task::spawn_local};
use leptos_i18n::td_string;

impl Heading {
    /// The heading as a line of text, for the title.
    pub fn words(&self, locale: Locale) -> String {
        match self {
            Self::Section(name) => name.clone(),
            Self::Tag(name) => td_string!(locale, list.tag, name = name.clone()),
            Self::Author(author) => format!("{} {}", author.given_name, author.surname)
                .trim_end()
                .to_owned(),
        }
    }
}

/// The list. The link to older articles leads to a page of its own; with JavaScript that page's
/// articles are added to this one.
#[component]
pub fn ListView(
    list: ListPage,
    address: String,
    navigation: Navigation,
    locale: Locale,
) -> impl IntoView {
    let heading = match list.heading {
        Heading::Author(author) => settled(view! { <AuthorName author/> }),
        other => settled(other.words(locale)),
    };
    let first_count = list.teasers.len();
    let is_empty = first_count == 0;
    let teasers = list
        .teasers
        .into_iter()
        .map(|teaser| view! { <TeaserView teaser kicker=false locale/> })
        .collect_view();

    let added = RwSignal::new(Vec::<ListPage>::new());
    let first_older = list.older.clone();
    let older = Memo::new(move |_| {
        added.with(|added| {
            added
                .last()
                .map_or(first_older.clone(), |page| page.older.clone())
        })
    });
    let failed = RwSignal::new(false);
    let loading = RwSignal::new(false);
    // With another first page, those kept would no longer follow it without a gap.
    let key = StoredValue::new(format!(
        "{address} {}",
        list.older.as_deref().unwrap_or_default()
    ));
    // After hydration only, so that the first view is the one that the server sent.
    Effect::new(move || {
        if let Some(pages) = navigation
            .older
            .with_value(|older| older.get(&key.get_value()).cloned())
        {
            added.set(pages);
        }
    });
    let load_older = move |event: ev::MouseEvent| {
        let Some(href) = older.get_untracked() else {
            return;
        };
        if event.ctrl_key() || event.meta_key() || event.shift_key() {
            return;
        }
        event.prevent_default();
        if loading.get_untracked() {
            return;
        }
        loading.set(true);
        failed.set(false);
        spawn_local(async move {
            match load_page(href).await {
                Ok(PageData {
                    page: Page::List(page),
                    ..
                }) => {
                    let shown = first_count
                        + added.with_untracked(|added| {
                            added.iter().map(|page| page.teasers.len()).sum::<usize>()
                        });
                    added.update(|added| added.push(page));
                    focus_teaser(shown);
                    navigation.older.update_value(|older| {
                        older.insert(key.get_value(), added.get_untracked());
                    });
                }
                Ok(_) | Err(AppError::NotFound | AppError::Gone(_) | AppError::Moved(_)) => {
                    let _ = window().location().reload();
                }
                Err(_) => failed.set(true),
            }
            loading.set(false);
        });
    };

    view! {
        <div class="list">
            <header>
                <h1 tabindex="-1">{heading}</h1>
                {(!list.about.is_empty()).then(|| view! { <p class="about">{list.about}</p> })}
                <FollowButton topic=list.topic locale/>
            </header>
            {is_empty.then(|| view! { <p class="empty">{td_string!(locale, list.empty)}</p> })}
            <h2 class="visually-hidden">{td_string!(locale, list.articles)}</h2>
            <div class="teasers">
                {teasers}
                {move || {
                    added
                        .get()
                        .into_iter()
                        .flat_map(|page| page.teasers)
                        .map(|teaser| view! { <TeaserView teaser kicker=false locale/> })
                        .collect_view()
                }}
            </div>
            <p class="ways">
                {list.newest.map(|newest| view! { <a class="pill" href=newest>{td_string!(locale, list.newest)}</a> })}
                {move || {
                    older
                        .get()
                        .map(|href| {
                            view! {
                                <a class="pill" href=href rel="next" on:click=load_older>
                                    {td_string!(locale, list.older)}
                                </a>
                            }
                        })
                }}
            </p>
            <p role="status" class="status">
                {move || {
                    if failed.get() {
                        td_string!(locale, error.unreachable_text)
                    } else if loading.get() {
                        td_string!(locale, list.loading)
                    } else {
                        ""
                    }
                }}
            </p>
        </div>
    }
}

/// The reader goes on at the first article that was added, by keyboard and by screen reader too.
fn focus_teaser(index: usize) {
    #[cfg(feature = "hydrate")]
    request_animation_frame(move || {
        use wasm_bindgen::JsCast;
        let link = document()
            .query_selector_all(".teaser h3 a")
            .ok()
            .and_then(|links| links.get(u32::try_from(index).ok()?))
            .and_then(|link| link.dyn_into::<web_sys::HtmlElement>().ok());
        if let Some(link) = link {
            let options = web_sys::FocusOptions::new();
            options.set_prevent_scroll(true);
            let _ = link.focus_with_options(&options);
        }
    });
    #[cfg(not(feature = "hydrate"))]
    let _ = index;
}
