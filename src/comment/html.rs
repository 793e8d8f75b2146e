//! How comments look: HTML made on the server, so that it is complete without scripts and the client need
//! not know how. Whatever comes from a reader goes through [`text`] or [`escape`].

mod form;
mod text;

#[cfg(test)]
mod tests;

pub use text::{escape, text_to_html};

use super::{
    model::{Sorting, Status},
    thread::{Branch, ShownComment, Thread},
};
use crate::{Locale, site::address::ThreadView};
use leptos_i18n::{Locale as _, td_string};

/// Whether what can be done with a comment stands below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deeds {
    /// Supporting, answering, reporting.
    All,
    /// The same without answering: the thread is closed.
    WithoutReplies,
    /// Nothing: a preview, or a place where it is only quoted.
    None,
}

/// The section below an article.
pub fn section(thread: &Thread, locale: Locale) -> String {
    let title = td_string!(locale, comment.title);
    let deeds = match thread.taking.is_closed() {
        true => Deeds::WithoutReplies,
        false => Deeds::All,
    };
    let mut html = format!(
        "<section class=\"comments\" id=\"comments\" tabindex=\"-1\" aria-label=\"{}\" data-article=\"{}\" \
         data-event=\"{}\" data-view=\"{}\">",
        escape(title),
        thread.article,
        thread.last_event,
        escape(&thread.view.to_string()),
    );
    html.push_str(&format!(
        "<h2>{} <span class=\"count\">{}</span></h2>",
        escape(title),
        match thread.comments {
            0 => String::new(),
            count => count.to_string(),
        },
    ));
    if thread.is_missing {
        html.push_str(&format!(
            "<p class=\"missing\">{}</p>",
            escape(td_string!(locale, comment.missing))
        ));
    }
    html.push_str(&form::taking(thread, locale));
    form::push_shared_forms(&mut html, thread, locale);
    let is_part = matches!(
        thread.view,
        ThreadView::Branch { .. } | ThreadView::Comment(_)
    );
    if thread.branches.len() > 1 || is_part {
        push_sorting(&mut html, thread, locale);
    }
    html.push_str("<p class=\"news\" role=\"status\"></p>");
    if thread.branches.is_empty() && !thread.taking.is_closed() {
        html.push_str(&format!(
            "<p class=\"none\">{}</p>",
            escape(td_string!(locale, comment.none))
        ));
    }
    html.push_str("<ol class=\"branches\">");
    for branch in &thread.branches {
        push_branch(&mut html, thread, branch, deeds, locale);
    }
    html.push_str("</ol>");
    push_paging(&mut html, thread, locale);
    html.push_str("</section>");
    html
}

fn push_sorting(html: &mut String, thread: &Thread, locale: Locale) {
    html.push_str(&format!(
        "<nav class=\"sorting\" aria-label=\"{}\">",
        escape(td_string!(locale, comment.order))
    ));
    for sorting in Sorting::ALL {
        let words = match sorting {
            Sorting::Newest => td_string!(locale, comment.newest),
            Sorting::Oldest => td_string!(locale, comment.oldest),
            Sorting::Supported => td_string!(locale, comment.supported),
        };
        let is_current =
            sorting == thread.sorting && matches!(thread.view, ThreadView::Branches { .. });
        let current = if is_current {
            " aria-current=\"true\""
        } else {
            ""
        };
        html.push_str(&format!(
            "<a href=\"{}\" rel=\"nofollow\"{current}>{}</a>",
            href(thread, ThreadView::first(sorting)),
            escape(words)
        ));
    }
    html.push_str("</nav>");
}

/// Where another page of the thread is, as an attribute's value.
fn href(thread: &Thread, view: ThreadView) -> String {
    escape(&format!("{}#comments", thread.address.with_thread(view)))
}

fn push_branch(html: &mut String, thread: &Thread, branch: &Branch, deeds: Deeds, locale: Locale) {
    html.push_str(&item(&branch.head, deeds, locale, false));
    html.push_str("<ol class=\"replies\">");
    if let Some(earlier) = &branch.earlier {
        html.push_str(&format!(
            "<li class=\"earlier\"><a rel=\"nofollow\" href=\"{}\">{}</a></li>",
            href(thread, earlier.clone()),
            escape(td_string!(locale, comment.earlier_replies))
        ));
    }
    for reply in &branch.replies {
        html.push_str(&item(reply, deeds, locale, true));
    }
    if let Some(more) = &branch.more {
        let words = match more.count {
            Some(count) => td_string!(locale, comment.more_replies, count = count),
            None => td_string!(locale, comment.next_replies).to_owned(),
        };
        html.push_str(&format!(
            "<li class=\"more\"><a rel=\"nofollow\" href=\"{}\">{}</a></li>",
            href(thread, more.view.clone()),
            escape(&words)
        ));
    }
    html.push_str("</ol></li>");
}

/// A comment as an item of its list. That of a branch is left open: its replies follow.
pub fn item(comment: &ShownComment, deeds: Deeds, locale: Locale, is_reply: bool) -> String {
    let inside = self::comment(comment, deeds, locale);
    if is_reply {
        format!(
            "<li data-level=\"{}\" data-path=\"{}\">{inside}</li>",
            comment.level,
            escape(&comment.path)
        )
    } else {
        format!("<li>{inside}")
    }
}

/// A comment, or the stub in its place.
pub fn comment(comment: &ShownComment, deeds: Deeds, locale: Locale) -> String {
    let id = comment.id;
    let begin = |class: &str| {
        format!(
            "<article class=\"{class}\" id=\"comment-{id}\" tabindex=\"-1\" data-comment=\"{id}\" data-version=\"{}\"",
            comment.version
        )
    };
    if let Some(words) = stub(comment.status, locale) {
        return format!(
            "{}><p>{}</p></article>",
            begin("comment stub"),
            escape(words)
        );
    }
    let person = comment
        .person
        .map(|person| format!(" data-person=\"{person}\""))
        .unwrap_or_default();
    let class = if comment.is_featured {
        "comment featured"
    } else {
        "comment"
    };
    let mut html = format!(
        "{}{person} aria-labelledby=\"by-{id}\"><header>",
        begin(class)
    );
    html.push_str(&format!(
        "<b class=\"by\" id=\"by-{id}\" dir=\"auto\">{}</b>",
        escape(&comment.name)
    ));
    for (is_marked, class, words) in [
        (
            comment.is_author,
            "is-author",
            td_string!(locale, comment.author),
        ),
        (
            // Who is marked as the author need not be marked as of the newsroom too.
            comment.is_newsroom && !comment.is_author,
            "is-newsroom",
            td_string!(locale, comment.newsroom),
        ),
        (
            comment.is_featured,
            "is-featured",
            td_string!(locale, comment.featured),
        ),
    ] {
        if is_marked {
            html.push_str(&format!(
                "<span class=\"mark {class}\">{}</span>",
                escape(words)
            ));
        }
    }
    let posted = &comment.posted;
    html.push_str(&format!(
        "<a class=\"when\" rel=\"nofollow\" href=\"{}\"><time datetime=\"{}\">{}</time></a>",
        escape(&comment.href),
        escape(&posted.iso),
        escape(&posted.words)
    ));
    if comment.is_edited {
        html.push_str(&format!(
            "<span class=\"edited\">{}</span>",
            escape(td_string!(locale, comment.edited))
        ));
    }
    html.push_str("</header>");
    if let Some(answers) = &comment.answers {
        let words = match &answers.name {
            Some(name) => td_string!(locale, comment.in_reply_to, name = name.clone()),
            None => td_string!(locale, comment.in_reply_to_removed).to_owned(),
        };
        let class = if answers.is_plain {
            "answers visually-hidden"
        } else {
            "answers"
        };
        // Those that only say what is to be seen are no stop on the way of the keyboard.
        let words = escape(&words);
        html.push_str(&match answers.is_plain {
            true => format!("<p class=\"{class}\">{words}</p>"),
            false => format!(
                "<p class=\"{class}\"><a rel=\"nofollow\" href=\"{}\">{words}</a></p>",
                escape(&answers.href)
            ),
        });
    }
    if !comment.quote.is_empty() {
        html.push_str(&format!(
            "<blockquote dir=\"auto\">{}</blockquote>",
            escape(&comment.quote)
        ));
    }
    html.push_str(&format!(
        "<div class=\"text\" dir=\"auto\">{}</div>",
        text_to_html(&comment.text)
    ));
    push_deeds(&mut html, comment, deeds, locale);
    html.push_str("</article>");
    html
}

/// What stands in the place of a comment that is not published.
fn stub(status: Status, locale: Locale) -> Option<&'static str> {
    match status {
        Status::Published => None,
        Status::Deleted => Some(td_string!(locale, comment.deleted)),
        Status::Rejected => Some(td_string!(locale, comment.rejected)),
        // Nobody is told that somebody is only seen by themselves.
        Status::Hidden | Status::Waiting | Status::Shadowed => {
            Some(td_string!(locale, comment.looked_at))
        }
    }
}

/// The buttons belong to forms of the section, one for each deed, so that a page of a hundred comments is
/// not three hundred forms.
fn push_deeds(html: &mut String, comment: &ShownComment, deeds: Deeds, locale: Locale) {
    if deeds == Deeds::None {
        return;
    }
    let id = comment.id;
    let button = |form: &str, name: &str, words: &str| {
        format!(
            "<button form=\"{form}\" name=\"{name}\" value=\"{id}\" aria-describedby=\"by-{id}\">{}</button>",
            escape(words)
        )
    };
    html.push_str("<div class=\"deeds\">");
    html.push_str(&button(
        "support-comment",
        "comment",
        td_string!(locale, comment.support),
    ));
    html.push_str(&format!(
        "<span class=\"supporters\"{}><span class=\"visually-hidden\">{} </span><b>{}</b></span>",
        if comment.support == 0 { " hidden" } else { "" },
        escape(td_string!(locale, comment.supporters)),
        comment.support,
    ));
    if deeds == Deeds::All {
        html.push_str(&button(
            "reply-to-comment",
            "parent",
            td_string!(locale, comment.reply),
        ));
    }
    html.push_str(&button(
        "report-comment",
        "comment",
        td_string!(locale, comment.report),
    ));
    html.push_str("</div>");
}

fn push_paging(html: &mut String, thread: &Thread, locale: Locale) {
    let is_first = match &thread.view {
        ThreadView::Branches { from, .. } => from.is_none(),
        ThreadView::Comment(_) | ThreadView::Branch { .. } => false,
    };
    if is_first && thread.next.is_none() {
        return;
    }
    html.push_str(&format!(
        "<nav class=\"paging\" aria-label=\"{}\">",
        escape(td_string!(locale, comment.pages))
    ));
    let mut link = |view: ThreadView, class: &str, words: &str| {
        html.push_str(&format!(
            "<a class=\"pill {class}\" rel=\"nofollow\" href=\"{}\">{}</a>",
            href(thread, view),
            escape(words)
        ));
    };
    if !is_first {
        let words = match thread.view {
            ThreadView::Branches { .. } => td_string!(locale, comment.first_page),
            ThreadView::Comment(_) | ThreadView::Branch { .. } => {
                td_string!(locale, comment.all)
            }
        };
        link(ThreadView::first(thread.sorting), "first", words);
    }
    if let Some(next) = &thread.next {
        let words = match thread.sorting {
            Sorting::Newest => td_string!(locale, comment.older_page),
            Sorting::Oldest => td_string!(locale, comment.newer_page),
            Sorting::Supported => td_string!(locale, comment.next_page),
        };
        link(next.clone(), "next", words);
    }
    html.push_str("</nav>");
}

/// The page of one person at which a deed is done without scripts.
fn personal(locale: Locale, rest: &str) -> String {
    format!("/{}/comments{rest}", locale.as_str())
}
