//! What of a list is shown, and in which order. The browser and the server choose the same.

use super::{
    deed::{filter_word, parse_filter},
    model::ListedArticle,
    page::ListedEntry,
};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use reading::{ArticleId, Entry, Filter, ListId, ReadingLists, Sorting};
use serde::{Deserialize, Serialize};

/// How many articles a page of a list shows.
pub const PAGE: usize = 100;
/// The longest search, in characters; what is behind is not looked at.
const LONGEST_SEARCH: usize = 100;

/// What of a list is shown, and how.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// In which order.
    pub order: Order,
    /// One of the words of [`filter_word`].
    pub show: String,
    /// What is searched for in headlines and notes; may be empty.
    pub search: String,
    /// Which page, from 1.
    pub page: usize,
}

/// In which order a list is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Order {
    /// As the reader put it.
    #[default]
    Own,
    /// What was saved last comes first.
    Newest,
    /// What was saved first comes first.
    Oldest,
    /// What is read quickly comes first.
    Shortest,
    /// What takes long comes first.
    Longest,
}

impl Order {
    /// Every order with the word that stands for it in addresses.
    pub const ALL: [(Self, &'static str); 5] = [
        (Self::Own, "own"),
        (Self::Newest, "newest"),
        (Self::Oldest, "oldest"),
        (Self::Shortest, "shortest"),
        (Self::Longest, "longest"),
    ];

    /// The word.
    pub fn word(self) -> &'static str {
        Self::ALL
            .into_iter()
            .find_map(|(order, word)| (order == self).then_some(word))
            .unwrap_or_default()
    }

    /// Reads such a word; whatever is no such word means the reader's own order.
    pub fn parse(word: &str) -> Self {
        Self::ALL
            .into_iter()
            .find_map(|(order, known)| (known == word).then_some(order))
            .unwrap_or_default()
    }
}

impl Default for Choice {
    fn default() -> Self {
        Self {
            order: Order::Own,
            show: filter_word(Filter::All).to_owned(),
            search: String::new(),
            page: 1,
        }
    }
}

impl Choice {
    /// Reads a query. `parameter` gives its parameters, empty ones for those that are not there.
    pub fn parse(parameter: impl Fn(&str) -> String) -> Self {
        Self {
            order: Order::parse(&parameter("order")),
            show: filter_word(parse_filter(&parameter("show"))).to_owned(),
            search: parameter("q").trim().chars().take(LONGEST_SEARCH).collect(),
            page: parameter("page").parse().unwrap_or(1).max(1),
        }
    }

    /// The query, with its question mark; empty where nothing was chosen.
    pub fn query(&self) -> String {
        let mut parts = Vec::new();
        if self.order != Order::Own {
            parts.push(format!("order={}", self.order.word()));
        }
        if self.filter() != Filter::All {
            parts.push(format!("show={}", self.show));
        }
        if !self.search.is_empty() {
            let search = utf8_percent_encode(&self.search, NON_ALPHANUMERIC);
            parts.push(format!("q={search}"));
        }
        if self.page > 1 {
            parts.push(format!("page={}", self.page));
        }
        if parts.is_empty() {
            return String::new();
        }
        format!("?{}", parts.join("&"))
    }

    /// Which articles are shown.
    pub fn filter(&self) -> Filter {
        parse_filter(&self.show)
    }

    /// Whether what is seen is the reader's order without gaps, so that something can be moved in it.
    pub fn can_move(&self) -> bool {
        self.order == Order::Own && self.search.is_empty()
    }

    /// The same of the first page.
    pub fn from_start(&self) -> Self {
        Self {
            page: 1,
            ..self.clone()
        }
    }

    /// Whether the articles themselves decide what is shown, so that all of them must be known.
    fn needs_articles(&self) -> bool {
        !self.search.is_empty() || matches!(self.order, Order::Shortest | Order::Longest)
    }

    fn sorting(&self) -> Sorting {
        match self.order {
            Order::Own | Order::Shortest | Order::Longest => Sorting::Own,
            Order::Newest => Sorting::NewestSaved,
            Order::Oldest => Sorting::OldestSaved,
        }
    }
}

/// A page of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arranged {
    /// Its articles.
    pub entries: Vec<ListedEntry>,
    /// How many the choice lets through, on all pages.
    pub matching: usize,
    /// Which page it is: the last where one behind it was asked for.
    pub page: usize,
}

/// The articles that must be known to [`arrange`] a page.
pub fn articles_needed(lists: &ReadingLists, list: ListId, choice: &Choice) -> Vec<ArticleId> {
    let entries = lists.articles(list, choice.sorting(), choice.filter());
    let articles = entries.iter().map(|entry| entry.article);
    if choice.needs_articles() {
        return articles.collect();
    }
    let (from, _) = bounds(entries.len(), choice.page);
    articles.skip(from).take(PAGE).collect()
}

/// A page of a list. `find` gives an article, None for one that is not there any more.
pub fn arrange<'a>(
    lists: &ReadingLists,
    list: ListId,
    choice: &Choice,
    find: impl Fn(ArticleId) -> Option<&'a ListedArticle>,
) -> Arranged {
    let mut entries = lists.articles(list, choice.sorting(), choice.filter());
    let search = choice.search.to_lowercase();
    if !search.is_empty() {
        entries.retain(|entry| is_found(entry, find(entry.article), &search));
    }
    let minutes = |entry: &Entry| find(entry.article).map_or(0, |article| article.minutes);
    match choice.order {
        Order::Shortest => entries.sort_by_key(minutes),
        Order::Longest => entries.sort_by_key(|entry| std::cmp::Reverse(minutes(entry))),
        Order::Own | Order::Newest | Order::Oldest => {}
    }
    let matching = entries.len();
    let (from, page) = bounds(matching, choice.page);
    let entries = entries
        .into_iter()
        .skip(from)
        .take(PAGE)
        .map(|entry| ListedEntry {
            article: entry.article.get(),
            listed: find(entry.article).cloned(),
            note: entry.note,
            is_read: entry.is_read,
            is_archived: entry.is_archived,
            reached: entry.place.map(|place| place.fraction / 10),
        })
        .collect();
    Arranged {
        entries,
        matching,
        page,
    }
}

/// How many pages so many articles make; one where there are none.
pub fn pages(count: usize) -> usize {
    count.div_ceil(PAGE).max(1)
}

/// How many articles come before a page, and which page that is.
fn bounds(count: usize, page: usize) -> (usize, usize) {
    let page = page.clamp(1, pages(count));
    ((page - 1) * PAGE, page)
}

fn is_found(entry: &Entry, article: Option<&ListedArticle>, search: &str) -> bool {
    entry.note.to_lowercase().contains(search)
        || article.is_some_and(|article| {
            let headline = &article.teaser.headline;
            headline.to_lowercase().contains(search)
        })
}

#[cfg(test)]
mod tests;
