//! Makes records ready to be shown: addresses, dates and words in the page's language.

use crate::{
    Locale,
    article::{
        model::{Author, Link, Moment, Share, Teaser},
        store::{AuthorName, Summary, TagName},
    },
    language::Language,
    server::configuration::SiteSettings,
    site::address::{Address, Place},
    ui::date::{PaperClock, ShortDate},
};
use leptos_i18n::td_string;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

/// Speaks one language at one moment.
#[derive(Clone, Debug)]
pub struct Presenter<'a> {
    /// The page's language.
    pub language: Language,
    /// The paper's settings.
    pub site: &'a SiteSettings,
    /// Now, in milliseconds UTC.
    pub now: i64,
    clock: PaperClock,
}

impl<'a> Presenter<'a> {
    /// Speaks `language` at the moment `now`, in milliseconds UTC.
    pub fn new(language: Language, site: &'a SiteSettings, now: i64) -> Self {
        Self {
            language,
            site,
            now,
            clock: PaperClock::new(site.time_zone.clone()),
        }
    }

    /// Today as the masthead prints it.
    pub fn masthead_date(&self) -> String {
        self.clock.masthead(self.now, self.language)
    }

    /// The interface strings of the page's language.
    pub fn locale(&self) -> Locale {
        self.language.into()
    }

    /// The address of a place in the page's language.
    pub fn href(&self, place: Place) -> String {
        Address::new(self.language, place).to_string()
    }

    /// The same with scheme and host.
    pub fn absolute(&self, href: &str) -> String {
        format!("{}{href}", self.site.url.as_str().trim_end_matches('/'))
    }

    /// A moment as an article's own page prints it: day and time.
    pub fn full_moment(&self, milliseconds: i64) -> Moment {
        Moment {
            iso: self.clock.iso(milliseconds),
            words: self.clock.full(milliseconds, self.language),
        }
    }

    /// The day of a moment: «20 қараша 2026».
    pub fn day(&self, milliseconds: i64) -> String {
        self.clock.day(milliseconds, self.language)
    }

    /// A moment as lists print it: the time today, «Кеше, 13:45», «20 қараша».
    pub fn short_moment(&self, milliseconds: i64) -> Moment {
        let words = match self.clock.short(milliseconds, self.now, self.language) {
            ShortDate::Today { time } => time,
            ShortDate::Yesterday { time } => td_string!(self.locale(), yesterday, time = time),
            ShortDate::Date(words) => words,
        };
        Moment {
            iso: self.clock.iso(milliseconds),
            words,
        }
    }

    /// «4 мин оқу».
    pub fn reading_time(&self, minutes: i64) -> String {
        td_string!(self.locale(), article.reading_time, count = minutes)
    }

    /// «12 пікір»; empty where there are none.
    pub fn comment_count(&self, count: i64) -> String {
        if count == 0 {
            return String::new();
        }
        td_string!(self.locale(), comment.count, count = count)
    }

    /// A section's name and address.
    pub fn section(&self, slug: &str, name: &str) -> Link {
        Link {
            name: name.to_owned(),
            href: self.href(Place::Section(slug.to_owned())),
        }
    }

    /// A tag's name and address.
    pub fn tag(&self, tag: &TagName) -> Link {
        Link {
            name: tag.name.clone(),
            href: self.href(Place::Tag(tag.slug.clone())),
        }
    }

    /// An author's name and address.
    pub fn author(&self, author: &AuthorName) -> Author {
        Author {
            given_name: author.given_name.clone(),
            surname: author.surname.clone(),
            href: self.href(Place::Author(author.slug.clone())),
        }
    }

    /// An article in a list; `authors` of any articles, from which its own are taken.
    pub fn teaser(&self, summary: &Summary, authors: &[(i64, AuthorName)]) -> Teaser {
        Teaser {
            id: summary.id,
            href: self.article_href(summary),
            kicker: kicker(summary).to_owned(),
            headline: summary.headline.clone(),
            standfirst: standfirst(summary).to_owned(),
            picture: summary.picture.clone(),
            published: self.short_moment(summary.published_at),
            reading_time: self.reading_time(summary.reading_minutes),
            comments: self.comment_count(summary.comments),
            authors: authors
                .iter()
                .filter(|(article, _)| *article == summary.id)
                .map(|(_, author)| self.author(author))
                .collect(),
        }
    }

    /// The address of an article.
    pub fn article_href(&self, summary: &Summary) -> String {
        self.href(Place::Article {
            section: summary.section_slug.clone(),
            slug: summary.slug.clone(),
        })
    }

    /// Where an article can be sent. The query of the messengers' pages is encoded whole, because
    /// a headline may hold any character.
    pub fn share(&self, href: &str, headline: &str) -> Share {
        let url = self.absolute(href);
        let escaped_url = utf8_percent_encode(&url, NON_ALPHANUMERIC);
        let escaped_headline = utf8_percent_encode(headline, NON_ALPHANUMERIC);
        Share {
            telegram: format!("https://t.me/share/url?url={escaped_url}&text={escaped_headline}"),
            whatsapp: format!("https://wa.me/?text={escaped_headline}%20{escaped_url}"),
            url: url.clone(),
        }
    }
}

/// The rubric: the article's own, or its section's name.
pub fn kicker(summary: &Summary) -> &str {
    if summary.kicker.is_empty() {
        &summary.section_name
    } else {
        &summary.kicker
    }
}

/// The standfirst, or the beginning of the text.
pub fn standfirst(summary: &Summary) -> &str {
    if summary.standfirst.is_empty() {
        &summary.excerpt
    } else {
        &summary.standfirst
    }
}
