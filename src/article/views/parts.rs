//! Parts that several pages put together.

use crate::{
    Locale,
    article::model::{Author, Moment, Picture, Teaser},
    reading_list::on_page::CardMarks,
    ui::settled::settled,
};
use leptos::prelude::*;

/// The authors, with the surname in capitals as these papers print it: the style sheet raises it,
/// so that a search in the page and a screen reader meet the name as it is written. A link is one
/// name, so it never breaks between given name and surname in speech.
#[component]
pub fn Byline(authors: Vec<Author>, linked: bool) -> impl IntoView {
    authors
        .into_iter()
        .map(|author| {
            if linked {
                let href = author.href.clone();
                settled(view! { <a class="author" rel="author" href=href><AuthorName author/></a> })
            } else {
                settled(view! { <span class="author"><AuthorName author/></span> })
            }
        })
        .collect_view()
}

/// An author's name.
#[component]
pub fn AuthorName(author: Author) -> impl IntoView {
    let space = if author.surname.is_empty() { "" } else { " " };
    view! {
        {format!("{}{space}", author.given_name)}
        <span class="surname">{author.surname}</span>
    }
}

/// When, and how long it takes.
#[component]
pub fn Meta(published: Moment, reading_time: String) -> impl IntoView {
    view! {
        <time datetime=published.iso>{published.words}</time>
        <span>{reading_time}</span>
    }
}

/// How many comments an article has, as the way to them; nothing where it has none.
#[component]
pub fn CommentCount(
    /// The article's address.
    href: String,
    /// «12 пікір»; may be empty.
    words: String,
) -> impl IntoView {
    (!words.is_empty()).then(|| {
        view! { <a class="comment-count" href=format!("{href}#comments")>{words}</a> }
    })
}

/// A picture. `eager` for the one that is seen first: it is loaded before everything else, all
/// others when they come near the screen.
#[component]
pub fn PictureView(picture: Picture, #[prop(optional)] eager: bool) -> impl IntoView {
    view! {
        <img
            src=picture.src
            alt=picture.alt
            width=picture.width.to_string()
            height=picture.height.to_string()
            loading=if eager { "eager" } else { "lazy" }
            fetchpriority=eager.then_some("high")
            decoding="async"
        />
    }
}

/// An article in a row or a list. `kicker` where the list itself does not say it.
#[component]
pub fn TeaserView(teaser: Teaser, kicker: bool, locale: Locale) -> impl IntoView {
    let href = teaser.href.clone();
    view! {
        <article class="teaser">
            {teaser.picture.map(|picture| view! { <PictureView picture/> })}
            {kicker.then(|| view! { <p class="kicker">{teaser.kicker}</p> })}
            <h3>
                <a href=teaser.href>{teaser.headline}</a>
            </h3>
            <p class="standfirst">{teaser.standfirst}</p>
            <p class="meta">
                <Byline authors=teaser.authors linked=false/>
                <Meta published=teaser.published reading_time=teaser.reading_time/>
                <CommentCount href words=teaser.comments/>
            </p>
            <CardMarks article=teaser.id locale/>
        </article>
    }
}
