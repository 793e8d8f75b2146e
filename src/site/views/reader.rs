//! Loads what stands at the present address and shows it.

use super::visitor::VisitorState;
use super::{failure::Failure, footer::Footer, head::Head, masthead::Masthead};
use crate::ui::{form::WhenTaken, settled::settled};
use crate::{
    Locale,
    account::{api::load_personal_page, model::is_personal, part::show_personal},
    article::views::{ArticleView, ListView},
    correction::views::CorrectionsView,
    desk::part::show_desk,
    error::AppError,
    front::views::FrontView,
    language::Language,
    offline::views::OfflineView,
    reading_list::{part_of_pages::show_lists, shelf::Shelf},
    site::{
        api::load_page,
        codec::JsonBytes,
        model::{Frame, Page, PageData},
        navigation::{Arrival, Navigation, Progress},
    },
};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_router::{
    NavigateOptions,
    hooks::{use_location, use_navigate},
};
use serde::{Deserialize, Serialize};

/// Every reader's page. The page before stays until the next one is loaded.
#[component]
pub fn Reader() -> impl IntoView {
    let location = use_location();
    let address = Memo::new(move |_| {
        let search = location.search.get();
        let separator = if search.is_empty() { "" } else { "?" };
        format!("{}{separator}{search}", location.pathname.get())
    });
    let navigation = Navigation::start(address);
    let page = Resource::<_, JsonBytes>::new_with_options(
        move || address.get(),
        move |address| load_framed(address, navigation),
        true,
    );
    let visitor = VisitorState::start();
    let look_again = Callback::new(move |()| visitor.refresh());
    provide_context(Shelf::start(visitor.person, look_again, address));
    let navigate = use_navigate();
    provide_context(WhenTaken(Callback::new(move |to: String| {
        visitor.refresh();
        navigation.pending.set(true);
        if to == address.get_untracked() {
            page.refetch();
        } else {
            let stay = NavigateOptions {
                scroll: false,
                ..NavigateOptions::default()
            };
            navigate(&to, stay);
        }
    })));
    // What to put around an error that came without a frame.
    let last_frame = StoredValue::new(None::<Frame>);

    view! {
        <Progress navigation/>
        <Transition>
            {move || {
                Suspend::new(async move {
                    match page.await {
                        Ok(PageData { frame, page: shown }) => {
                            last_frame.set_value(Some(frame.clone()));
                            let locale = Locale::from(language_of(&frame.front));
                            let personal = match &shown {
                                Page::Personal { data, .. } => {
                                    let front = frame.front.clone();
                                    Some(show_personal(data.clone(), front, locale).await)
                                }
                                Page::Lists { data, .. } => {
                                    show_lists(data.clone(), locale).await.ok()
                                }
                                Page::SharedList(list) => {
                                    show_lists(list.data.clone(), locale).await.ok()
                                }
                                Page::Desk { data, .. } => {
                                    Some(show_desk(data.clone(), frame.clone(), locale).await)
                                }
                                _ => None,
                            };
                            let again = Callback::new(move |()| page.refetch());
                            settled(view! { <Loaded frame page=shown personal address navigation visitor again/> })
                        }
                        Err(failed) => {
                            let Unframed { error, frame } = *failed;
                            #[cfg(feature = "ssr")]
                            if super::failure::redirect(&error) {
                                return settled(());
                            }
                            let frame = frame.or_else(|| last_frame.get_value());
                            // A paper need not publish in the language of a wrong address.
                            let language = match &frame {
                                Some(frame) => language_of(&frame.front),
                                None => language_of(&address.get_untracked()),
                            };
                            let retry = Callback::new(move |()| {
                                navigation.pending.set(true);
                                page.refetch();
                            });
                            settled(view! { <Failed frame error language navigation visitor retry/> })
                        }
                    }
                })
            }}
        </Transition>
    }
}

#[component]
fn Loaded(
    frame: Frame,
    page: Page,
    personal: Option<AnyView>,
    address: Memo<String>,
    navigation: Navigation,
    visitor: VisitorState,
    again: Callback<()>,
) -> impl IntoView {
    let language = language_of(&frame.front);
    let locale = Locale::from(language);
    let name = frame.name.clone();
    let title = match &page {
        Page::Front(_) => name.clone(),
        Page::Article(article) => format!("{} — {name}", article.headline),
        Page::List(list) => format!("{} — {name}", list.heading.words(locale)),
        Page::Corrections(_) => format!("{} — {name}", td_string!(locale, corrections.title)),
        Page::Offline => format!("{} — {name}", td_string!(locale, offline.title)),
        Page::SharedList(list) => format!("{} — {name}", list.title),
        Page::Personal { title, .. } | Page::Lists { title, .. } | Page::Desk { title, .. } => {
            format!("{title} — {name}")
        }
    };
    let canonical = frame.canonical.clone();
    if let Page::Desk { .. } = page {
        return settled(view! {
            <Head title language frame page/>
            {personal}
            <Arrival navigation canonical/>
        });
    }
    let content = match page.clone() {
        Page::Front(front) => settled(view! { <FrontView front name=name.clone() locale/> }),
        Page::List(list) => {
            settled(view! { <ListView list address=address.get_untracked() navigation locale/> })
        }
        Page::Corrections(page) => settled(view! { <CorrectionsView page locale/> }),
        Page::Offline => settled(view! { <OfflineView again locale/> }),
        Page::Article(article) => settled(view! { <ArticleView article=*article locale/> }),
        Page::Personal { .. } | Page::Lists { .. } | Page::SharedList(_) | Page::Desk { .. } => {
            personal.unwrap_or_else(|| settled(()))
        }
    };
    settled(view! {
        <Head title language frame=frame.clone() page/>
        <Masthead frame=frame.clone() address visitor locale/>
        <main id="main" class="wrap">{content}</main>
        <Footer frame locale/>
        <Arrival navigation canonical/>
    })
}

#[component]
fn Failed(
    frame: Option<Frame>,
    error: AppError,
    language: Language,
    navigation: Navigation,
    visitor: VisitorState,
    retry: Callback<()>,
) -> impl IntoView {
    let locale = Locale::from(language);
    let name = frame
        .as_ref()
        .map(|frame| frame.name.clone())
        .unwrap_or_default();
    let front = format!("/{}", language.code());
    let title = match &error {
        AppError::Gone(_) => td_string!(locale, error.gone_title),
        AppError::LinkSpent => td_string!(locale, title.link_spent),
        AppError::NotShared => td_string!(locale, title.not_shared),
        AppError::Failed(_) => td_string!(locale, error.failed_title),
        AppError::Unreachable | AppError::Busy | AppError::Wait(_) => {
            td_string!(locale, error.unreachable_title)
        }
        AppError::Forbidden | AppError::SignInNeeded => td_string!(locale, error.forbidden_title),
        _ => td_string!(locale, error.not_found_title),
    };
    #[cfg(feature = "ssr")]
    super::failure::answer(&error);
    let masthead = frame.clone().map(|frame| {
        let nowhere = Memo::new(|_| String::new());
        view! { <Masthead frame address=nowhere visitor locale/> }
    });
    view! {
        <leptos_meta::Title text=format!("{title} — {name}")/>
        <leptos_meta::Html attr:lang=language.code() attr:dir=language.direction()/>
        {masthead}
        <main id="main" class="wrap">
            <Failure error title=title.to_owned() front locale retry/>
        </main>
        {frame.map(|frame| view! { <Footer frame locale/> })}
        <Arrival navigation canonical=String::new()/>
    }
}

/// The language an address is in, by its first segment; the first of all when it is in none.
fn language_of(address: &str) -> Language {
    address
        .get(1..3)
        .filter(|_| address[3..].is_empty() || address[3..].starts_with(['/', '?']))
        .and_then(Language::parse)
        .unwrap_or(Language::ALL[0])
}

/// An error in the place of a page.
#[derive(Clone, Serialize, Deserialize)]
struct Unframed {
    error: AppError,
    frame: Option<Frame>,
}

/// A page, or the error in its place with the frame to show it in. Only the server can read the
/// frame without a page; in the browser the one of the page before is used. A page that is somewhere
/// else is a redirect on the server; the browser loads it from there.
async fn load_framed(address: String, navigation: Navigation) -> Result<PageData, Box<Unframed>> {
    let language = language_of(&address);
    #[cfg(not(feature = "ssr"))]
    navigation.ask_again(&address);
    let mut loaded = load_either(address.clone()).await;
    #[cfg(not(feature = "ssr"))]
    for _ in 0..MOST_MOVES {
        let (Err(AppError::Moved(to)) | Err(AppError::Elsewhere(to))) = &loaded else {
            break;
        };
        let to = to.clone();
        navigation
            .moved
            .set_value(Some((address.clone(), to.clone())));
        loaded = load_either(to).await;
    }
    #[cfg(feature = "ssr")]
    let _ = (&mut loaded, address, navigation);
    match loaded {
        Ok(page) => Ok(page),
        Err(error) => Err(Box::new(Unframed {
            error,
            frame: frame_for_errors(language).await,
        })),
    }
}

/// How often in a row a page may be somewhere else.
#[cfg(not(feature = "ssr"))]
const MOST_MOVES: usize = 3;

/// Pages of one person are asked for with their session and kept by nobody.
async fn load_either(address: String) -> Result<PageData, AppError> {
    let loaded = if is_personal(&address) {
        load_personal_page(address.clone()).await
    } else {
        load_page(address.clone()).await
    };
    // On the server it is this very build, and there is no document yet.
    #[cfg(not(feature = "ssr"))]
    crate::site::navigation::move_over(&loaded, &address).await;
    #[cfg(feature = "hydrate")]
    if let Ok(PageData {
        page: Page::Lists { .. } | Page::SharedList(_),
        ..
    }) = loaded
        && !crate::reading_list::part_of_pages::preload().await
    {
        return Err(AppError::Unreachable);
    }
    loaded
}

async fn frame_for_errors(language: Language) -> Option<Frame> {
    #[cfg(feature = "ssr")]
    {
        use crate::{server::state::AppState, site::pages};
        let state = expect_context::<AppState>();
        let language = if state.configuration.site.languages.contains(&language) {
            language
        } else {
            state.configuration.site.default_language
        };
        Some(pages::read_frame(&state, language).await)
    }
    #[cfg(not(feature = "ssr"))]
    {
        let _ = language;
        None
    }
}
