//! What comments say in the browser, in the language of the page.

use crate::{
    Locale,
    comment::{model::ReportReason, problem::CommentProblem},
    error::{AppError, Problem},
    language::Language,
    ui::form,
};
use leptos_i18n::td_string;

/// The language of the page.
pub fn locale() -> Locale {
    Language::parse(&form::page_language())
        .unwrap_or(Language::ALL[0])
        .into()
}

/// «3 new comments». Its three forms are chosen here and not by the plural rules of all languages (CLDR),
/// which would be heavier than all the rest of this part.
pub fn of_new(count: usize) -> String {
    let locale = locale();
    let (tens, ones) = (count % 100, count % 10);
    let is_one = match locale {
        Locale::ru => ones == 1 && tens != 11,
        Locale::en | Locale::kk => count == 1,
    };
    let is_few = locale == Locale::ru && (2..=4).contains(&ones) && !(12..=14).contains(&tens);
    if is_one {
        td_string!(locale, comment.one_new, count = count)
    } else if is_few {
        td_string!(locale, comment.few_new, count = count)
    } else {
        td_string!(locale, comment.many_new, count = count)
    }
}

/// Why a report is made.
pub fn of_reason(reason: ReportReason) -> &'static str {
    let locale = locale();
    match reason {
        ReportReason::Insult => td_string!(locale, comment.reason_insult),
        ReportReason::Hatred => td_string!(locale, comment.reason_hatred),
        ReportReason::Spam => td_string!(locale, comment.reason_spam),
        ReportReason::Falsehood => td_string!(locale, comment.reason_falsehood),
        ReportReason::Privacy => td_string!(locale, comment.reason_privacy),
        ReportReason::Other => td_string!(locale, comment.reason_other),
    }
}

/// Whether what stands in the way is told, and can be done away with, on the page of one's own comments.
pub fn is_for_own_page(error: &AppError) -> bool {
    let AppError::Invalid(problems) = error else {
        return false;
    };
    problems.iter().any(|field| {
        matches!(
            field.problem,
            Problem::Comment(
                CommentProblem::NameNeeded
                    | CommentProblem::Restricted
                    | CommentProblem::TelephoneNeeded
            )
        )
    })
}

/// Why something was not done.
pub fn of_error(error: &AppError) -> String {
    let locale = locale();
    match error {
        AppError::SignInNeeded => td_string!(locale, comment.signed_out).to_owned(),
        other => form::words_of_refusal(locale, other),
    }
}
