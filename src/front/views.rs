//! The front page.

use super::model::FrontPage;
use crate::{
    Locale,
    article::views::{Byline, CommentCount, Meta, PictureView, TeaserView},
    reading_list::on_page::{CardMarks, FeedPlace},
};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// The front page: the lead, the latest beside it, then a row for each section.
#[component]
pub fn FrontView(
    /// What stands on it.
    front: FrontPage,
    /// The paper's name.
    name: String,
    /// The page's language.
    locale: Locale,
) -> impl IntoView {
    let is_empty = front.lead.is_none();
    let lead = front.lead.map(|lead| {
        let href = lead.href.clone();
        view! {
            <article class="lead">
                {lead.picture.map(|picture| view! { <PictureView picture eager=true/> })}
                <p class="kicker">{lead.kicker}</p>
                <h2>
                    <a href=lead.href>{lead.headline}</a>
                </h2>
                <p class="standfirst">{lead.standfirst}</p>
                <p class="meta">
                    <Byline authors=lead.authors linked=false/>
                    <Meta published=lead.published reading_time=lead.reading_time/>
                    <CommentCount href words=lead.comments/>
                </p>
                <CardMarks article=lead.id locale/>
            </article>
        }
    });
    let latest = front
        .latest
        .into_iter()
        .map(|teaser| {
            view! {
                <li>
                    <time datetime=teaser.published.iso>{teaser.published.words}</time>
                    <a href=teaser.href>{teaser.headline}</a>
                </li>
            }
        })
        .collect::<Vec<_>>();
    let latest = (!latest.is_empty()).then(|| {
        view! {
            <section class="latest" aria-labelledby="latest">
                <h2 id="latest">{td_string!(locale, front.latest)}</h2>
                <ol>{latest}</ol>
            </section>
        }
    });
    let rows = front
        .sections
        .into_iter()
        .map(|row| {
            let count = row.teasers.len();
            let teasers = row
                .teasers
                .into_iter()
                .map(|teaser| view! { <TeaserView teaser kicker=false locale/> })
                .collect_view();
            view! {
                <section class="section-row">
                    <h2>
                        <a href=row.section.href>{row.section.name}</a>
                    </h2>
                    <div class="row" data-count=count.to_string()>{teasers}</div>
                </section>
            }
        })
        .collect_view();
    view! {
        <h1 class="visually-hidden" tabindex="-1">{format!("{name} — {}", td_string!(locale, front.title))}</h1>
        {is_empty.then(|| view! { <p class="empty">{td_string!(locale, list.empty)}</p> })}
        <div class="front">{lead}{latest}</div>
        <FeedPlace/>
        {rows}
    }
}
