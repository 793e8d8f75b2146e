//! Writing, reporting, changing, appealing.

use crate::{
    Locale,
    account::model::RefusedForm,
    comment::{
        model::{AppealPage, EditPage, ReportPage, ReportReason, ShownComment, WritePage},
        problem::CommentProblem,
    },
    error::{AppError, Problem},
    ui::{
        form::{words_of_error, words_of_problem},
        settled::settled,
    },
};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// Where a page stands, and what came back to it.
pub(super) struct Here {
    /// A form that was not taken, or is shown once more.
    pub(super) refused: Option<RefusedForm>,
    /// The front page of its language.
    pub(super) front: String,
    /// Its language.
    pub(super) locale: Locale,
}

impl Here {
    /// What is wrong with a field, in words; with the form as a whole for an empty name.
    pub(super) fn problem(&self, field: &str) -> Option<String> {
        let error = &self.refused.as_ref()?.error;
        if field.is_empty() {
            return words_of_error(self.locale, error);
        }
        match error {
            AppError::Invalid(problems) => problems
                .iter()
                .find(|found| found.field == field)
                .map(|found| words_of_problem(self.locale, found.problem)),
            _ => None,
        }
    }

    fn is_telephone_needed(&self) -> bool {
        let needed = Problem::Comment(CommentProblem::TelephoneNeeded);
        self.refused.as_ref().is_some_and(|refused| {
            matches!(&refused.error, AppError::Invalid(problems) if problems.iter().any(|found| found.problem == needed))
        })
    }

    pub(super) fn general(&self) -> Option<AnyView> {
        let words = self.problem("")?;
        let telephone = self.is_telephone_needed().then(|| {
            let href = format!("{}/comments/telephone", self.front);
            view! { " " <a href=href>{td_string!(self.locale, commenter.telephone_title)}</a> }
        });
        Some(settled(view! {
            <p class="problem" role="alert" tabindex="-1" autofocus>
                {words}
                {telephone}
            </p>
        }))
    }
}

/// A field of several lines, with its label and what is wrong with it.
fn area(
    here: &Here,
    name: &'static str,
    label: &'static str,
    hint: &'static str,
    value: String,
) -> AnyView {
    let problem = here.problem(name);
    let is_wrong = problem.is_some();
    let problem_id = format!("{name}-problem");
    let hint_id = format!("{name}-hint");
    let described_by = format!("{problem_id} {hint_id}");
    settled(view! {
        <div class="field">
            <label for=name>{label}</label>
            <textarea
                id=name
                name=name
                rows="8"
                dir="auto"
                autofocus=is_wrong
                aria-invalid=is_wrong.then_some("true")
                aria-describedby=described_by
            >
                {value}
            </textarea>
            <div class="problem" id=problem_id>
                {problem}
            </div>
            <p class="hint" id=hint_id>
                {hint}
            </p>
        </div>
    })
}

fn hidden(name: &'static str, value: impl Into<String>) -> AnyView {
    let value: String = value.into();
    settled(view! { <input type="hidden" name=name value=value/> })
}

/// The comment that a page is about.
fn quoted(comment: &ShownComment) -> AnyView {
    let ShownComment {
        name, text, href, ..
    } = comment.clone();
    settled(view! {
        <figure class="quoted-comment">
            <figcaption>
                <a href=href dir="auto">
                    {name}
                </a>
            </figcaption>
            <blockquote dir="auto">
                {text
                    .split("\n\n")
                    .map(|paragraph| view! { <p>{paragraph.to_owned()}</p> })
                    .collect_view()}
            </blockquote>
        </figure>
    })
}

/// Writing a comment, or answering one.
pub(super) fn write(page: WritePage, here: &Here) -> AnyView {
    let locale = here.locale;
    let parent_id = page
        .parent
        .as_ref()
        .map(|parent| parent.id.to_string())
        .unwrap_or_default();
    let parent = page.parent.as_ref().map(quoted);
    let quote = (!page.quote.is_empty()).then(|| {
        let quote = page.quote.clone();
        view! { <blockquote dir="auto">{quote}</blockquote> }
    });
    let quote_problem = here
        .problem("quote")
        .map(|words| view! { <p class="problem" role="alert">{words}</p> });
    let preview = page.preview.clone().map(|html| {
        view! {
            <section class="preview" aria-labelledby="preview-title">
                <h2 id="preview-title">{td_string!(locale, commenting.preview_title)}</h2>
                <div inner_html=html></div>
            </section>
        }
    });
    // In a page of its own, so that what was typed stays in this one.
    let sign_in = page.sign_in.clone().map(|href| {
        view! {
            <p class="band" role="status">
                <a href=href target="_blank">
                    {td_string!(locale, commenting.sign_in)}
                </a>
                " "
                {td_string!(locale, commenting.sign_in_text)}
            </p>
        }
    });
    let action = format!("{}/comments/write", here.front);
    settled(view! {
        <p>
            <a href=page.href>{page.headline}</a>
        </p>
        {parent}
        {preview}
        {sign_in}
        <form class="form" method="post" action=action novalidate>
            {here.general()}
            {hidden("article", page.article.to_string())}
            {hidden("parent", parent_id)}
            {hidden("quote", page.quote)}
            {hidden("opened", page.opened.to_string())}
            {hidden("operation", page.operation)}
            <p class="website" aria-hidden="true">
                <label>
                    {td_string!(locale, commenting.website)} " "
                    <input name="website" tabindex="-1" autocomplete="off"/>
                </label>
            </p>
            {quote}
            {quote_problem}
            {area(
                here,
                "text",
                td_string!(locale, commenting.text),
                td_string!(locale, commenting.text_hint),
                page.text,
            )}
            <div class="acts">
                <button class="pill primary" name="form" value="post-comment">
                    {td_string!(locale, commenting.post)}
                </button>
                <button class="pill" name="form" value="preview-comment">
                    {td_string!(locale, commenting.preview)}
                </button>
            </div>
        </form>
    })
}

/// A reason for a report, in words.
fn words_of_reason(reason: ReportReason, locale: Locale) -> &'static str {
    match reason {
        ReportReason::Insult => td_string!(locale, commenting.reason_insult),
        ReportReason::Hatred => td_string!(locale, commenting.reason_hatred),
        ReportReason::Spam => td_string!(locale, commenting.reason_spam),
        ReportReason::Falsehood => td_string!(locale, commenting.reason_falsehood),
        ReportReason::Privacy => td_string!(locale, commenting.reason_privacy),
        ReportReason::Other => td_string!(locale, commenting.reason_other),
    }
}

/// Reporting a comment.
pub(super) fn report(page: ReportPage, here: &Here) -> AnyView {
    let locale = here.locale;
    let problem = here
        .problem("reason")
        .map(|words| view! { <p class="problem" role="alert">{words}</p> });
    let reasons = ReportReason::ALL
        .into_iter()
        .map(|reason| {
            let word = reason.as_str();
            let checked = page.reason == Some(reason);
            view! {
                <label class="choice">
                    <input type="radio" name="reason" value=word checked=checked/>
                    " "
                    {words_of_reason(reason, locale)}
                </label>
            }
        })
        .collect_view();
    let action = format!("{}/comments/report", here.front);
    settled(view! {
        {quoted(&page.comment)}
        <form class="form" method="post" action=action novalidate>
            {hidden("form", "report-comment")}
            {here.general()}
            {hidden("comment", page.comment.id.to_string())}
            <fieldset>
                <legend>{td_string!(locale, commenting.reason)}</legend>
                {problem}
                {reasons}
            </fieldset>
            {area(
                here,
                "note",
                td_string!(locale, commenting.note),
                td_string!(locale, commenting.note_hint),
                page.note,
            )}
            <button class="pill primary">{td_string!(locale, commenting.report)}</button>
        </form>
    })
}

/// Changing or deleting a comment of one's own.
pub(super) fn edit(page: EditPage, here: &Here) -> AnyView {
    let locale = here.locale;
    let action = format!("{}/comments/edit", here.front);
    let id = page.comment.id.to_string();
    let is_back = here.refused.is_some();
    let change = if page.is_open || is_back {
        settled(view! {
            <form class="form" method="post" action=action.clone() novalidate>
                {hidden("form", "edit-comment")}
                {here.general()}
                {hidden("comment", id.clone())}
                {area(
                    here,
                    "text",
                    td_string!(locale, commenting.text),
                    td_string!(locale, commenting.edit_hint),
                    page.text,
                )}
                <button class="pill primary">{td_string!(locale, commenting.save)}</button>
            </form>
        })
    } else {
        settled(view! {
            {quoted(&page.comment)}
            <p>{td_string!(locale, commenting.too_late)}</p>
        })
    };
    settled(view! {
        {change}
        <form class="form" method="post" action=action>
            {hidden("form", "delete-comment")}
            {hidden("comment", id)}
            <p>{td_string!(locale, commenting.delete_text)}</p>
            <button class="pill">{td_string!(locale, commenting.delete)}</button>
        </form>
    })
}

/// Asking that somebody else looks again.
pub(super) fn appeal(page: AppealPage, here: &Here) -> AnyView {
    let locale = here.locale;
    let action = format!("{}/comments/appeal", here.front);
    settled(view! {
        {quoted(&page.comment)}
        <form class="form" method="post" action=action novalidate>
            {hidden("form", "appeal-comment")}
            {here.general()}
            {hidden("comment", page.comment.id.to_string())}
            {area(
                here,
                "text",
                td_string!(locale, commenting.appeal_text),
                td_string!(locale, commenting.appeal_hint),
                page.text,
            )}
            <button class="pill primary">{td_string!(locale, commenting.appeal)}</button>
        </form>
    })
}
