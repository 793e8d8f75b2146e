//! What the followed topics have brought: a page of its own, and a few rows of it on the front page.

use super::{
    Room,
    entry::card,
    forms::{Act, act},
};
use crate::{
    Locale,
    reading_list::{
        model::ListedArticle,
        page::{Content, FeedPage, count_new},
    },
    ui::settled::settled,
};
use leptos::prelude::*;
use leptos_i18n::td_string;

pub(super) fn feed(first: FeedPage, room: Room) -> AnyView {
    let locale = room.locale;
    let shown = Memo::new(move |_| {
        room.content.with(|content| match content {
            Content::Feed(feed) => feed.clone(),
            _ => first.clone(),
        })
    });
    let content = move || {
        let feed = shown.get();
        match feed.followed {
            None => settled(view! { <div class="without-script">{nothing_followed(locale)}</div> }),
            Some(0) => nothing_followed(locale),
            Some(_) if feed.articles.is_empty() => {
                let words = if feed.is_out_of_reach {
                    td_string!(locale, feed.out_of_reach)
                } else {
                    td_string!(locale, feed.empty)
                };
                settled(view! { <p class="empty">{words}</p> })
            }
            Some(_) => {
                let entry = |article: ListedArticle| {
                    let title_id = format!("title-{}", article.id);
                    settled(
                        view! { <li class="entry">{card(Some(article), &title_id, locale)}</li> },
                    )
                };
                let words = feed.is_out_of_reach.then(|| {
                    view! { <p class="quiet">{td_string!(locale, feed.out_of_reach)}</p> }
                });
                let entries = marked(feed.articles, feed.seen, entry, locale);
                settled(view! {
                    {words}
                    <h2 class="visually-hidden">{td_string!(locale, list.articles)}</h2>
                    <ul class="kept">{entries}</ul>
                })
            }
        }
    };
    // Scripts keep by themselves that the feed was seen; whoever reads without them says so.
    let seeing = move || {
        let has_new = shown.with(|feed| count_new(&feed.articles, feed.seen) > 0);
        let is_unseen = has_new || shown.with(|feed| feed.seen.is_none());
        let is_offered = is_unseen && shown.with(|feed| !feed.articles.is_empty());
        is_offered.then(|| {
            let parts = Act {
                form: "see-feed",
                sent: Vec::new(),
                label: td_string!(locale, feed.seen),
                id: "see-feed".to_owned(),
                about: String::new(),
            };
            view! { <div class="acts without-script">{act(parts, room)}</div> }
        })
    };
    let address = format!("{}/feed", room.lists());
    let ways = move || {
        let (is_later, older) = shown.with(|feed| (feed.before.is_some(), feed.older.clone()));
        let newest = is_later.then(|| {
            view! { <a class="pill" href=address.clone()>{td_string!(locale, feed.newest)}</a> }
        });
        let older = older.map(|older| {
            let href = format!("{address}?before={older}");
            view! { <a class="pill" href=href rel="next">{td_string!(locale, feed.older)}</a> }
        });
        settled(view! { {newest} {older} })
    };
    settled(view! {
        <header>
            <p class="kicker">
                <a href=room.lists()>{td_string!(locale, reading_list.title)}</a>
            </p>
            <h1 tabindex="-1">{td_string!(locale, feed.title)}</h1>
        </header>
        {content}
        {seeing}
        <p class="ways">{ways}</p>
        <p class="ways">
            <a href=format!("{}/following", room.lists())>{td_string!(locale, feed.following)}</a>
        </p>
    })
}

/// That nothing is followed, and how to begin.
pub(super) fn nothing_followed(locale: Locale) -> AnyView {
    settled(view! {
        <div class="empty">
            <p><strong>{td_string!(locale, feed.nothing)}</strong></p>
            <p>{td_string!(locale, feed.how)}</p>
        </div>
    })
}

/// Articles as items of a list, with what is new set apart. The marks lie on the lines between the
/// items and take no room: nothing moves when they change.
fn marked(
    articles: Vec<ListedArticle>,
    seen: Option<i64>,
    item: impl Fn(ListedArticle) -> AnyView,
    locale: Locale,
) -> Vec<AnyView> {
    let new = count_new(&articles, seen);
    let mark =
        |words: &'static str| settled(view! { <li class="mark-line"><span>{words}</span></li> });
    let mut items = Vec::with_capacity(articles.len() + 2);
    for (index, article) in articles.into_iter().enumerate() {
        if new > 0 && index == 0 {
            items.push(mark(td_string!(locale, feed.new)));
        }
        if new > 0 && index == new {
            items.push(mark(td_string!(locale, feed.earlier)));
        }
        items.push(item(article));
    }
    items
}

/// What the front page shows of the feed. Every row is as high as the room that is kept for it.
#[cfg_attr(
    not(any(feature = "hydrate", test)),
    expect(dead_code, reason = "only the browser knows what is followed")
)]
pub(in crate::reading_list) fn feed_block(
    page: FeedPage,
    rows: usize,
    lists: &str,
    locale: Locale,
) -> AnyView {
    let articles: Vec<_> = page.articles.into_iter().take(rows).collect();
    let row = |article: ListedArticle| {
        let teaser = article.teaser;
        settled(view! {
            <li lang=article.language.code()>
                <time datetime=teaser.published.iso>{teaser.published.words}</time>
                <a href=teaser.href>{teaser.headline}</a>
                <span class="kicker">{article.section.name}</span>
            </li>
        })
    };
    let content = if articles.is_empty() {
        // Until the first answer has come the room alone is there.
        let words = match (page.followed, page.is_out_of_reach) {
            (None, _) => "",
            (Some(_), true) => td_string!(locale, feed.out_of_reach),
            (Some(_), false) => td_string!(locale, feed.empty),
        };
        settled(view! { <p class="quiet" role="status">{words}</p> })
    } else {
        settled(view! { <ol>{marked(articles, page.seen, row, locale)}</ol> })
    };
    settled(view! {
        <section aria-labelledby="my-feed">
            <h2 id="my-feed">{td_string!(locale, feed.title)}</h2>
            {content}
            <p class="to-all">
                <a href=format!("{lists}/feed")>{td_string!(locale, feed.show_all)}</a>
                <a href=format!("{lists}/following")>{td_string!(locale, feed.following)}</a>
            </p>
        </section>
    })
}
