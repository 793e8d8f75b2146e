//! An article's own page.

use super::{
    parts::{Byline, PictureView},
    share::ShareButton,
};
use crate::{
    Locale, article::model::ArticlePage, comment::on_page::CommentsPlace,
    correction::views::CorrectionList, reading_list::on_page::SaveButton, ui::icon,
};
use leptos::{ev, prelude::*};
use leptos_i18n::td_string;

/// The article with everything around it.
#[component]
pub fn ArticleView(article: ArticlePage, locale: Locale) -> impl IntoView {
    let standfirst = (!article.standfirst.is_empty())
        .then(|| view! { <p class="standfirst">{article.standfirst.clone()}</p> });
    let updated = article.updated.map(|updated| {
        let words = td_string!(locale, article.updated, when = updated.words);
        view! { <time class="updated" datetime=updated.iso>{words}</time> }
    });
    let picture = article.picture.map(|picture| {
        let caption = picture.caption.clone();
        let credit = (!picture.credit.is_empty()).then(|| {
            view! { <small class="credit">{picture.credit.clone()}</small> }
        });
        let has_text = !caption.is_empty() || credit.is_some();
        view! {
            <figure class="lead-picture">
                <PictureView picture eager=true/>
                {has_text.then(|| view! { <figcaption>{caption}" "{credit}</figcaption> })}
            </figure>
        }
    });
    let tags = article
        .tags
        .into_iter()
        .map(|tag| view! { <li><a class="pill" rel="tag" href=tag.href>{tag.name}</a></li> })
        .collect::<Vec<_>>();
    let tags = (!tags.is_empty()).then(|| {
        view! { <ul class="tags" aria-label=td_string!(locale, article.tags)>{tags}</ul> }
    });
    let corrections = (!article.corrections.is_empty()).then(|| {
        view! {
            <section class="corrections" aria-labelledby="corrections">
                <h2 id="corrections">{td_string!(locale, article.corrections)}</h2>
                <CorrectionList corrections=article.corrections/>
            </section>
        }
    });
    let share = article
        .share
        .map(|share| view! { <ShareButton share locale/> });
    let save = article
        .id
        .map(|article| view! { <SaveButton article locale/> });
    let others = article
        .others
        .into_iter()
        .map(|other| {
            view! {
                <li>
                    <p class="kicker">{other.kicker}</p>
                    <h3>
                        <a href=other.href>{other.headline}</a>
                    </h3>
                    <time datetime=other.published.iso>{other.published.words}</time>
                </li>
            }
        })
        .collect::<Vec<_>>();
    let others = (!others.is_empty()).then(|| {
        view! {
            <section class="others" aria-labelledby="others">
                <h2 id="others">{td_string!(locale, article.other_news)}</h2>
                <ul>{others}</ul>
            </section>
        }
    });
    let count = (!article.comment_count.is_empty()).then(|| {
        view! { <a class="comment-count" href="#comments" rel="external">{article.comment_count}</a> }
    });
    let comments =
        (!article.comments.is_empty()).then(|| view! { <CommentsPlace html=article.comments/> });
    // A preview may have neither a section nor a kicker yet.
    let kicker = (!article.kicker.trim().is_empty())
        .then(|| view! { <a class="kicker" href=article.section.href>{article.kicker}</a> });
    view! {
        <article class="article" data-article=article.id.map(|id| id.to_string())>
            <header>
                {kicker}
                <h1 tabindex="-1">{article.headline}</h1>
                {standfirst}
                <div class="byline">
                    <Byline authors=article.authors linked=true/>
                    <time datetime=article.published.iso>{article.published.words}</time>
                    {updated}
                    <span class="meta">{article.reading_time}</span>
                    {count}
                    {save}
                    {share}
                </div>
            </header>
            {picture}
            <div class="body" on:click=show_embed inner_html=article.body></div>
            {corrections}
            <footer>{tags}</footer>
        </article>
        {comments}
        {others}
        <div class="to-top-track">
            <a class="to-top" href="#top" rel="external" aria-label=td_string!(locale, back_to_top)>
                {icon::up()}
            </a>
        </div>
    }
}

/// Nothing is asked of a foreign server before the reader wants it: the click that would lead there
/// puts the frame in place of the link instead. Without JavaScript the link leads there. The style
/// sheet gives the frame its size.
fn show_embed(event: ev::MouseEvent) {
    #[cfg(feature = "hydrate")]
    {
        use wasm_bindgen::JsCast;
        if event.ctrl_key() || event.meta_key() || event.shift_key() {
            return;
        }
        let figure = event
            .target()
            .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
            .and_then(|element| element.closest("a").ok().flatten())
            .and_then(|link| link.closest("figure[data-embed]").ok().flatten());
        let Some(figure) = figure else { return };
        let (Some(address), Ok(frame)) = (
            figure.get_attribute("data-embed"),
            document().create_element("iframe"),
        ) else {
            return;
        };
        event.prevent_default();
        for (name, value) in [
            ("src", address.as_str()),
            (
                "title",
                figure
                    .get_attribute("aria-label")
                    .unwrap_or_default()
                    .as_str(),
            ),
            ("loading", "lazy"),
            ("allow", "fullscreen; picture-in-picture"),
            // Whatever a provider sends, it cannot lead the reader away from the page.
            (
                "sandbox",
                "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-presentation",
            ),
            ("referrerpolicy", "strict-origin-when-cross-origin"),
        ] {
            let _ = frame.set_attribute(name, value);
        }
        figure.set_text_content(None);
        let _ = figure.append_child(&frame);
        if let Ok(frame) = frame.dyn_into::<web_sys::HtmlElement>() {
            let _ = frame.focus();
        }
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = event;
}
