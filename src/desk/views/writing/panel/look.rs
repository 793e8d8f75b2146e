//! How the article will look in the results of a search and where somebody shares it.

use crate::{
    desk::{model::Fields, views::writing::Writing},
    ui::settled::settled,
};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// Search results show about so many characters of a title (600 pixels at 20 px, as search engines
/// print it).
const SEARCH_TITLE: usize = 60;
/// And about so many of a description, on a desktop.
const SEARCH_TEXT: usize = 160;
/// Cards in messengers and networks show about so many of a title.
const CARD_TITLE: usize = 70;

/// Words cut to at most so many characters, between words where that leaves at least half.
fn cut(words: &str, most: usize) -> String {
    let words = words.trim();
    if words.chars().count() <= most {
        return words.to_owned();
    }
    let kept: String = words.chars().take(most.saturating_sub(1)).collect();
    let next_begins_a_word = words
        .chars()
        .nth(most.saturating_sub(1))
        .is_some_and(char::is_whitespace);
    let kept = match kept.rfind(char::is_whitespace) {
        Some(space) if !next_begins_a_word && space >= kept.len() / 2 => &kept[..space],
        _ => &kept,
    };
    let kept = kept.trim_end_matches(|last: char| last.is_whitespace() || ",;:–—-«".contains(last));
    format!("{kept}…")
}

/// The description, and drawings of both.
pub(super) fn look(writing: Writing) -> AnyView {
    let locale = writing.locale;
    let headline = Memo::new(move |_| writing.fields.with(|fields| fields.headline.clone()));
    let summary = Memo::new(move |_| {
        writing.fields.with(|fields| {
            let words = [&fields.description, &fields.standfirst];
            words
                .into_iter()
                .find(|words| !words.trim().is_empty())
                .cloned()
                .unwrap_or_default()
        })
    });
    let language = move || {
        writing
            .manuscript
            .with(|manuscript| manuscript.language.code())
    };
    let host = writing.page.with_value(|page| page.host.clone());
    let paper = writing.page.with_value(|page| page.paper.clone());
    let title = move |most: usize| {
        headline.with(|headline| {
            if headline.trim().is_empty() {
                td_string!(locale, articles.no_headline).to_owned()
            } else {
                cut(headline, most)
            }
        })
    };
    let length = move || {
        let length = headline.with(|headline| headline.trim().chars().count());
        let words = td_string!(locale, story.headline_length, length = length.to_string());
        let advice = match length {
            0..=SEARCH_TITLE => td_string!(locale, story.headline_fits),
            length if length <= CARD_TITLE => td_string!(locale, story.headline_cut_in_search),
            _ => td_string!(locale, story.headline_cut),
        };
        format!("{words} {advice}")
    };
    let picture = move || {
        writing
            .fields
            .with(|fields| fields.picture.as_ref().map(|picture| picture.src.clone()))
            .map(|src| view! { <img src=src alt="" loading="lazy"/> })
    };
    settled(view! {
        {description(writing)}
        <p class="headline-length">{length}</p>
        <figure class="look">
            <figcaption>{td_string!(locale, story.in_search)}</figcaption>
            <div class="in-search" lang=language>
                <p class="host">{host.clone()} " › " {language}</p>
                <p class="title">{move || title(SEARCH_TITLE)}</p>
                <p class="text">{move || summary.with(|summary| cut(summary, SEARCH_TEXT))}</p>
            </div>
        </figure>
        <figure class="look">
            <figcaption>{td_string!(locale, story.in_share)}</figcaption>
            <div class="in-share" lang=language>
                {picture}
                <p class="host">{paper}</p>
                <p class="title">{move || title(CARD_TITLE)}</p>
                <p class="text">{move || summary.with(|summary| cut(summary, CARD_TITLE))}</p>
            </div>
        </figure>
    })
}

fn description(writing: Writing) -> AnyView {
    let locale = writing.locale;
    let most = Fields::LIMITS
        .into_iter()
        .find(|(name, _)| *name == "description")
        .map_or(usize::MAX, |(_, most)| most);
    let words = Memo::new(move |_| writing.fields.with(|fields| fields.description.clone()));
    let length = move || words.with(|words| words.chars().count());
    let problem = move || {
        (length() > most).then(|| td_string!(locale, problem.too_long, most = most.to_string()))
    };
    settled(view! {
        <div class="field">
            <label for="story-description">{td_string!(locale, story.description)}</label>
            <textarea
                id="story-description"
                rows="4"
                autocomplete="off"
                lang=move || writing.manuscript.with(|manuscript| manuscript.language.code())
                disabled=move || !writing.editable.get()
                aria-invalid=move || problem().map(|_| "true")
                aria-describedby="story-description-problem story-description-count story-description-hint"
                prop:value=move || words.get()
                on:input=move |event| {
                    let typed = event_target_value(&event);
                    writing.edit(|fields| fields.description = typed);
                }
            >
                {words.get_untracked()}
            </textarea>
            <p class="problem" id="story-description-problem">{problem}</p>
            <p class="count" id="story-description-count">
                {move || td_string!(locale, story.count, length = length().to_string(), most = most.to_string())}
            </p>
            <p class="hint" id="story-description-hint">{td_string!(locale, story.description_hint)}</p>
        </div>
    })
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn words_are_cut_between_words() {
        assert_eq!(cut("Балабақша кезегі", 60), "Балабақша кезегі");
        assert_eq!(cut("Балабақша кезегі қысқарды", 20), "Балабақша кезегі…");
        assert_eq!(cut("Балабақша кезегі қысқарды", 17), "Балабақша кезегі…");
        assert_eq!(cut("Кезек, қысқарды", 9), "Кезек…");
        assert_eq!(cut("Ұзынсөзсіз бір", 6), "Ұзынс…");
    }

    proptest! {
        #[test]
        fn what_is_cut_is_a_beginning_and_never_too_long(words in "[а-яә ,]{0,90}", most in 1_usize..80) {
            let shown = cut(&words, most);
            prop_assert!(shown.chars().count() <= most);
            let beginning = shown.strip_suffix('…').unwrap_or(&shown);
            prop_assert!(words.trim().starts_with(beginning));
        }
    }
}
