//! The line under the standfirst: by whom, how long.

use crate::{desk::views::writing::state::Writing, ui::settled::settled};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// The authors and how long reading takes, as readers see them.
pub(super) fn byline(writing: Writing) -> AnyView {
    let locale = writing.locale;
    let authors = move || {
        let chosen = writing.fields.with(|fields| fields.authors.clone());
        writing.authors.with(|known| {
            chosen
                .iter()
                .filter_map(|id| known.iter().find(|author| author.id == *id))
                .map(|author| view! { <span class="author">{author.name.clone()}</span> })
                .collect_view()
        })
    };
    let minutes = move || {
        let (words, _) = writing.counts.get();
        let language = writing
            .manuscript
            .with(|manuscript| manuscript.language.code());
        td_string!(
            locale,
            editor.minutes,
            count = minutes_of(words, language).to_string()
        )
    };
    let page_language = locale_code(writing);
    settled(view! {
        <div class="byline" lang=page_language>
            {authors}
            <span class="meta">{minutes}</span>
        </div>
    })
}

/// The language of the interface, inside an article that may be in another.
pub(super) fn locale_code(writing: Writing) -> &'static str {
    use leptos_i18n::Locale as _;
    writing.locale.as_str()
}

fn minutes_of(words: u32, language: &str) -> usize {
    let words = usize::try_from(words).unwrap_or(usize::MAX);
    document::LanguageTag::parse(language)
        .map_or(1, |language| document::minutes_to_read(words, &language))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reading_takes_as_long_as_readers_are_told() {
        assert_eq!(minutes_of(0, "kk"), 1);
        assert_eq!(minutes_of(1190, "kk"), 7);
        assert_eq!(minutes_of(1190, "en"), 5);
    }
}
