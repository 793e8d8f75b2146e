//! Why a state was not saved, in words.

use super::super::state::{Standing, Writing};
use crate::{
    error::{AppError, Problem},
    ui::form::words_of_problem,
};
use leptos_i18n::td_string;

/// What the line says after a save has failed.
pub(super) fn standing(writing: Writing, error: &AppError, has_journal: bool) -> Standing {
    let locale = writing.locale;
    match error {
        AppError::Unreachable if has_journal => Standing::Offline,
        AppError::Unreachable => {
            Standing::NotSaved(td_string!(locale, saving.unreachable).to_owned())
        }
        AppError::SignInNeeded => {
            Standing::NotSaved(td_string!(locale, saving.signed_out).to_owned())
        }
        AppError::Forbidden => Standing::NotSaved(td_string!(locale, saving.forbidden).to_owned()),
        AppError::NotFound
        | AppError::Gone(_)
        | AppError::LinkSpent
        | AppError::NotShared
        | AppError::Moved(_)
        | AppError::Elsewhere(_) => Standing::NotSaved(td_string!(locale, saving.gone).to_owned()),
        AppError::NotADocument(why) => {
            Standing::NotSaved(td_string!(locale, saving.not_a_document, why = why.clone()))
        }
        AppError::Invalid(problems) => {
            let words: Vec<String> = problems
                .iter()
                .map(|problem| field_problem(writing, &problem.field, problem.problem))
                .collect();
            Standing::NotSaved(words.join(" "))
        }
        AppError::Failed(_) | AppError::Busy | AppError::DiskFull | AppError::Wait(_) => {
            Standing::NotSaved(td_string!(locale, saving.server_failed).to_owned())
        }
    }
}

fn field_problem(writing: Writing, field: &str, problem: Problem) -> String {
    let locale = writing.locale;
    let words = words_of_problem(locale, problem);
    format!(
        "{}: {words}",
        super::super::dispute::field_name(field, locale)
    )
}

/// Whether the same state may be taken at another time.
pub(super) fn is_passing(error: &AppError) -> bool {
    matches!(
        error,
        AppError::Unreachable
            | AppError::Failed(_)
            | AppError::Busy
            | AppError::DiskFull
            | AppError::Wait(_)
    )
}
