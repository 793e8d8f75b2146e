//! Saving an article from where it is shown.

use crate::{Locale, reading_list::shelf::Shelf, ui::icon};
use leptos::prelude::*;
use leptos_i18n::{Locale as _, td_string};

/// The button: a form of its own, so that signed-in readers save without JavaScript. Both words lie
/// in the same place, so that the one that is shown moves nothing.
#[component]
pub fn SaveButton(
    /// The article's id.
    article: i64,
    locale: Locale,
    /// Whether it stands on a card, where the words are only for screen readers.
    #[prop(optional)]
    on_card: bool,
) -> impl IntoView {
    let shelf = use_context::<Shelf>();
    let is_saved = move || shelf.is_some_and(|shelf| shelf.is_saved(article));
    let back = shelf.map(|shelf| shelf.address.get_untracked());
    let toggle = move |event: leptos::ev::MouseEvent| {
        if let Some(shelf) = shelf {
            event.prevent_default();
            shelf.toggle(article);
        }
    };
    view! {
        <form
            class=if on_card { "keep on-card" } else { "keep" }
            method="post"
            action=format!("/{}/lists", locale.as_str())
        >
            <input type="hidden" name="form" value="save-article"/>
            <input type="hidden" name="article" value=article.to_string()/>
            <input type="hidden" name="back" value=back/>
            <button
                class=if on_card { "tool" } else { "pill" }
                aria-pressed=move || if is_saved() { "true" } else { "false" }
                on:click=toggle
            >
                {icon::bookmark()}
                <span class=if on_card { "words visually-hidden" } else { "words" }>
                    <span class="save">{td_string!(locale, shelf.save)}</span>
                    <span class="saved">{td_string!(locale, shelf.saved)}</span>
                </span>
            </button>
        </form>
    }
}

/// Says on a card that its article was read. Its room is always there.
#[component]
pub fn ReadMark(
    /// The article's id.
    article: i64,
    locale: Locale,
) -> impl IntoView {
    let shelf = use_context::<Shelf>();
    let is_read =
        move || shelf.is_some_and(|shelf| shelf.read.with(|read| read.contains(&article)));
    view! {
        <span class="read-mark" class:is-read=is_read>{td_string!(locale, shelf.read)}</span>
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use scraper::{Html, Selector};
    use std::collections::BTreeSet;

    fn shelf(address: &'static str) -> Shelf {
        Shelf::start(
            RwSignal::new(None),
            Callback::new(|()| ()),
            Memo::new(move |_| address.to_owned()),
        )
    }

    fn render(saved: Option<BTreeSet<i64>>) -> Html {
        let owner = Owner::new();
        let html = owner.with(|| {
            let shelf = shelf("/en/education?before=7");
            shelf.saved.set(saved);
            shelf.read.set(BTreeSet::from([7]));
            provide_context(shelf);
            view! {
                <SaveButton article=7 locale=Locale::en/>
                <ReadMark article=7 locale=Locale::en/>
                <ReadMark article=8 locale=Locale::en/>
            }
            .to_html()
        });
        Html::parse_fragment(&html)
    }

    fn attribute(html: &Html, selector: &str, name: &str) -> Option<String> {
        let selector = Selector::parse(selector).expect("a selector");
        let element = html.select(&selector).next().expect("the element");
        element.attr(name).map(str::to_owned)
    }

    #[test]
    fn saves_without_scripts_and_comes_back() {
        let html = render(None);
        assert_eq!(attribute(&html, "form", "method").as_deref(), Some("post"));
        assert_eq!(
            attribute(&html, "form", "action").as_deref(),
            Some("/en/lists")
        );
        for (name, value) in [
            ("form", "save-article"),
            ("article", "7"),
            ("back", "/en/education?before=7"),
        ] {
            let field = format!("input[name={name}]");
            assert_eq!(attribute(&html, &field, "value").as_deref(), Some(value));
        }
        let save = Selector::parse("button .save").expect("a selector");
        let words: String = html.select(&save).flat_map(|save| save.text()).collect();
        assert_eq!(words, "Save to reading list");
    }

    #[test]
    fn is_pressed_only_once_the_article_is_known_to_be_saved() {
        for (saved, pressed) in [
            (None, "false"),
            (Some(BTreeSet::from([8])), "false"),
            (Some(BTreeSet::from([7, 8])), "true"),
        ] {
            let html = render(saved);
            assert_eq!(
                attribute(&html, "button", "aria-pressed").as_deref(),
                Some(pressed)
            );
        }
    }

    #[test]
    fn says_which_article_was_read() {
        let html = render(None);
        let marks = Selector::parse(".read-mark").expect("a selector");
        let shown: Vec<bool> = html
            .select(&marks)
            .map(|mark| mark.value().classes().any(|class| class == "is-read"))
            .collect();
        assert_eq!(shown, [true, false]);
    }
}
