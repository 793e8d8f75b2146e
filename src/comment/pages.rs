//! The pages on which comments are written, reported, changed and appealed for without scripts.

use super::{
    deeds::{find_own, find_published, is_editable},
    model::{
        AppealPage, CommentsPage, EditPage, Previewed, ReportPage, ReportReason, ShownComment,
        Status, WritePage,
    },
    people::read_own_page,
    posting::{Typed, article_href, confirmed, href_of, parse_id},
    store::{CommentRecord, CommentedArticle, find_comment, find_commented_article},
    telephone::read_telephone_page,
};
use crate::{
    account::{identity::Visit, model::RefusedForm},
    error::AppError,
    site::pages::Presenter,
};
use leptos_i18n::td_string;
use sqlx::AnyConnection;
use url::form_urlencoded;

/// The function whose form is only shown once more.
const PREVIEW: &str = "preview-comment";

/// Reads such a page, with its title. `path` is what follows the language; None for any other page.
///
/// # Errors
/// [`AppError::NotFound`] for a comment or an article that whoever asks does not see, or when the database
/// fails.
pub async fn read_comments_page(
    visit: &Visit,
    connection: &mut AnyConnection,
    presenter: &Presenter<'_>,
    path: &str,
    parameter: &(dyn Fn(&str) -> String + Send + Sync),
    refused: Option<&RefusedForm>,
) -> Result<Option<(CommentsPage, String)>, AppError> {
    let locale = presenter.locale();
    let asked = Asked { parameter, refused };
    Ok(Some(match path {
        "/comments" => {
            let typed = asked.typed("pseudonym");
            let page = read_own_page(visit, connection, presenter, parameter, typed).await?;
            let title = td_string!(locale, commenter.title).to_owned();
            (CommentsPage::Own(page), title)
        }
        "/comments/telephone" => {
            let typed = asked.typed("telephone");
            let page = read_telephone_page(visit, connection, typed).await?;
            let title = td_string!(locale, commenter.telephone_title).to_owned();
            (CommentsPage::Telephone(page), title)
        }
        "/comments/write" => {
            let page = read_write_page(visit, connection, presenter, &asked).await?;
            let title = match page.parent {
                Some(_) => td_string!(locale, commenting.answer_title),
                None => td_string!(locale, commenting.write_title),
            };
            (CommentsPage::Write(page), title.to_owned())
        }
        "/comments/report" => {
            let (comment, article) = find_published(connection, &asked.value("comment")).await?;
            let page = ReportPage {
                comment: show(&comment, &article),
                reason: ReportReason::parse(&asked.value("reason")),
                note: asked.value("note"),
            };
            let title = td_string!(locale, commenting.report_title).to_owned();
            (CommentsPage::Report(page), title)
        }
        "/comments/edit" => {
            let (comment, article) = find_own(connection, visit, &asked.value("comment")).await?;
            if comment.status == Status::Deleted {
                return Err(AppError::NotFound);
            }
            let page = EditPage {
                text: asked.typed("text").unwrap_or_else(|| comment.text.clone()),
                is_open: is_editable(&comment, visit.now),
                comment: show(&comment, &article),
            };
            let title = td_string!(locale, commenting.edit_title).to_owned();
            (CommentsPage::Edit(page), title)
        }
        "/comments/appeal" => {
            let (comment, article) = find_own(connection, visit, &asked.value("comment")).await?;
            if comment.status != Status::Rejected {
                return Err(AppError::NotFound);
            }
            let page = AppealPage {
                text: asked.value("text"),
                comment: show(&comment, &article),
            };
            let title = td_string!(locale, commenting.appeal_title).to_owned();
            (CommentsPage::Appeal(page), title)
        }
        _ => return Ok(None),
    }))
}

/// What was asked for: by the address, or by a form that comes back.
struct Asked<'a> {
    parameter: &'a (dyn Fn(&str) -> String + Send + Sync),
    refused: Option<&'a RefusedForm>,
}

impl Asked<'_> {
    /// What was typed into a field of the form that comes back.
    fn typed(&self, name: &str) -> Option<String> {
        let values = &self.refused?.values;
        values
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.clone())
    }

    fn value(&self, name: &str) -> String {
        self.typed(name).unwrap_or_else(|| (self.parameter)(name))
    }
}

async fn read_write_page(
    visit: &Visit,
    connection: &mut AnyConnection,
    presenter: &Presenter<'_>,
    asked: &Asked<'_>,
) -> Result<WritePage, AppError> {
    let parent = match asked.value("parent").as_str() {
        "" | "0" => None,
        id => find_comment(connection, parse_id(id)?).await?,
    };
    let article = match &parent {
        Some(parent) => parent.article_id,
        None => parse_id(&asked.value("article"))?,
    };
    let article = find_commented_article(connection, article)
        .await?
        .ok_or(AppError::NotFound)?;
    // What is no comment that readers see is not shown here either; what was typed is, with its problem.
    let parent = parent.filter(CommentRecord::is_published);
    if parent.is_none() && asked.refused.is_none() && !asked.value("parent").is_empty() {
        return Err(AppError::NotFound);
    }
    let (text, quote) = (asked.value("text"), asked.value("quote"));
    let is_preview = asked
        .refused
        .is_some_and(|refused| refused.form == PREVIEW && refused.is_only_shown());
    let preview = match is_preview {
        true => Some(preview_of(&Typed::parse(&text, &quote)?)),
        false => None,
    };
    let opened = match asked.typed("opened") {
        Some(opened) => opened.parse().unwrap_or(visit.now),
        None => visit.now,
    };
    let operation = match asked.typed("operation") {
        Some(operation) if !operation.is_empty() => operation,
        _ => uuid::Uuid::new_v4().simple().to_string(),
    };
    let sign_in = visit.session().is_none().then(|| {
        let front = format!("/{}", presenter.language.code());
        let here = match &parent {
            Some(parent) => format!("{front}/comments/write?parent={}", parent.id),
            None => format!("{front}/comments/write?article={}", article.id),
        };
        let next: String = form_urlencoded::byte_serialize(here.as_bytes()).collect();
        format!("{front}/sign-in?next={next}")
    });
    Ok(WritePage {
        article: article.id,
        headline: article.headline.clone(),
        href: article_href(&article),
        parent: parent.map(|parent| show(&parent, &article)),
        quote,
        text,
        opened,
        operation,
        preview,
        sign_in,
    })
}

/// Shows how a comment will look; nothing is stored.
///
/// # Errors
/// [`AppError::SignInNeeded`], [`AppError::Forbidden`], or [`AppError::Invalid`] with what is wrong.
pub async fn preview(visit: &Visit, text: &str, quote: &str) -> Result<Previewed, AppError> {
    confirmed(visit)?;
    let typed = Typed::parse(text, quote)?;
    Ok(Previewed {
        html: preview_of(&typed),
    })
}

fn preview_of(typed: &Typed) -> String {
    let mut html = String::from("<article class=\"comment\" tabindex=\"-1\">");
    if let Some(quote) = &typed.quote {
        html.push_str(&format!(
            "<blockquote dir=\"auto\">{}</blockquote>",
            escape(quote.as_str())
        ));
    }
    html.push_str("<div class=\"text\" dir=\"auto\">");
    html.push_str(&typed.text.to_html());
    html.push_str("</div></article>");
    html
}

/// For text between tags (HTML Standard, 13.3).
fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

fn show(comment: &CommentRecord, article: &CommentedArticle) -> ShownComment {
    ShownComment {
        id: comment.id,
        name: comment.name.clone(),
        text: comment.text.clone(),
        href: href_of(article, comment.id),
    }
}
