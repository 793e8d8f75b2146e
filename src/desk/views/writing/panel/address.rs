//! The address that readers will find the article at.

use crate::{
    desk::{
        api::SuggestSlug,
        model::Fields,
        views::{asking::ask, writing::Writing},
    },
    ui::settled::settled,
};
use leptos::prelude::*;
use leptos_i18n::td_string;
use std::time::Duration;

/// How long the headline must rest before an address is made of it.
const REST: Duration = Duration::from_millis(600);

/// Whether these words can stand in an address as they are.
fn is_slug(words: &str) -> bool {
    words
        .bytes()
        .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

/// What is typed, with what can only be meant in one way put right at once.
fn tidy(typed: &str) -> String {
    typed
        .chars()
        .map(|letter| match letter {
            ' ' | '_' => '-',
            other => other.to_ascii_lowercase(),
        })
        .collect()
}

/// The last word of the address; made from the headline as long as nobody types another.
pub(super) fn address(writing: Writing) -> AnyView {
    let locale = writing.locale;
    let suggestion = RwSignal::new(String::new());
    let slug = Memo::new(move |_| writing.fields.with(|fields| fields.slug.clone()));
    let href = Memo::new(move |_| {
        writing
            .manuscript
            .with(|manuscript| manuscript.href.clone())
    });
    follow_headline(writing, slug, href, suggestion);
    let too_long = move || {
        let most = limit();
        (slug.with(|slug| slug.chars().count()) > most)
            .then(|| td_string!(locale, problem.too_long, most = most.to_string()))
    };
    let odd = move || {
        (!slug.with(|slug| is_slug(slug)))
            .then(|| td_string!(locale, story.slug_letters).to_owned())
    };
    let problem = move || too_long().or_else(odd);
    let whole = move || {
        let host = writing.page.with_value(|page| page.host.clone());
        let code = writing
            .manuscript
            .with(|manuscript| manuscript.language.code());
        match (href.get(), slug.get()) {
            (Some(href), slug) if slug.is_empty() || href.ends_with(&format!("/{slug}")) => {
                format!("{host}{href}")
            }
            (_, slug) if slug.is_empty() => format!("{host}/{code}/…/{}", suggestion.get()),
            (_, slug) => format!("{host}/{code}/…/{slug}"),
        }
    };
    let hint = move || {
        if href.with(Option::is_some) {
            td_string!(locale, story.slug_published)
        } else {
            td_string!(locale, story.slug_hint)
        }
    };
    let placeholder = move || match href.get() {
        Some(href) => href.rsplit('/').next().unwrap_or_default().to_owned(),
        None => suggestion.get(),
    };
    let transliterate = move |typed: String| {
        if is_slug(&typed) {
            return;
        }
        let manuscript = writing
            .manuscript
            .with_untracked(|manuscript| manuscript.id);
        ask(
            SuggestSlug {
                manuscript,
                headline: typed.clone(),
            },
            move |answer| {
                let is_as_typed = slug.try_get_untracked() == Some(typed);
                if let (Ok(made), true) = (answer, is_as_typed) {
                    writing.edit(|fields| fields.slug = made);
                }
            },
        );
    };
    settled(view! {
        <div class="field">
            <label for="story-slug">{td_string!(locale, story.slug)}</label>
            <input
                id="story-slug"
                type="text"
                autocomplete="off"
                autocapitalize="none"
                spellcheck="false"
                placeholder=placeholder
                disabled=move || !writing.editable.get()
                aria-invalid=move || problem().map(|_| "true")
                aria-describedby="story-slug-problem story-slug-whole story-slug-hint"
                value=slug.get_untracked()
                prop:value=move || slug.get()
                on:input=move |event| {
                    let typed = tidy(&event_target_value(&event));
                    writing.edit(|fields| fields.slug = typed);
                }
                on:change=move |event| transliterate(tidy(&event_target_value(&event)))
            />
            <p class="problem" id="story-slug-problem">{problem}</p>
            <p class="whole" id="story-slug-whole">{whole}</p>
            <p class="hint" id="story-slug-hint">{hint}</p>
        </div>
    })
}

fn limit() -> usize {
    Fields::LIMITS
        .into_iter()
        .find(|(name, _)| *name == "slug")
        .map_or(usize::MAX, |(_, most)| most)
}

/// Asks what address the headline would get, while it is still to be made from it.
fn follow_headline(
    writing: Writing,
    slug: Memo<String>,
    href: Memo<Option<String>>,
    suggestion: RwSignal<String>,
) {
    let headline = Memo::new(move |_| writing.fields.with(|fields| fields.headline.clone()));
    let timer = StoredValue::new(None::<TimeoutHandle>);
    Effect::new(move || {
        let headline = headline.get();
        if let Some(timer) = timer.get_value() {
            timer.clear();
        }
        if slug.with(|slug| !slug.is_empty()) || href.with(Option::is_some) {
            return;
        }
        if headline.trim().is_empty() {
            suggestion.set(String::new());
            return;
        }
        let manuscript = writing
            .manuscript
            .with_untracked(|manuscript| manuscript.id);
        let look = move || {
            ask(
                SuggestSlug {
                    manuscript,
                    headline,
                },
                move |answer| {
                    if let Ok(made) = answer {
                        suggestion.try_set(made);
                    }
                },
            );
        };
        timer.set_value(set_timeout_with_handle(look, REST).ok());
    });
    on_cleanup(move || {
        if let Some(timer) = timer.try_get_value().flatten() {
            timer.clear();
        }
    });
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn what_is_meant_in_one_way_only_is_put_right() {
        assert_eq!(tidy("Balabaqsha Kezegi_2026"), "balabaqsha-kezegi-2026");
        assert!(is_slug(&tidy("Balabaqsha Kezegi_2026")));
        assert!(is_slug(""));
        assert!(!is_slug(&tidy("Балабақша")));
        assert!(!is_slug(&tidy("a/b")));
    }
}
