//! Reading forms.

use super::email::EmailAddress;
use crate::error::{AppError, FieldProblem, Problem};

/// Collects what is wrong with a form, so that all of it can be said at once.
#[derive(Debug, Default)]
pub struct FormCheck(Vec<FieldProblem>);

impl FormCheck {
    /// Takes a field's value, or notes what is wrong with it.
    pub fn take<T>(&mut self, field: &str, read: Result<T, Problem>) -> Option<T> {
        match read {
            Ok(value) => Some(value),
            Err(problem) => {
                self.0.push(FieldProblem::new(field, problem));
                None
            }
        }
    }

    /// What is wrong with the form.
    pub fn refuse(self) -> AppError {
        AppError::Invalid(self.0)
    }
}

/// Reads an address that somebody has typed.
///
/// # Errors
/// What is wrong with it.
pub fn read_email(typed: &str) -> Result<EmailAddress, Problem> {
    if typed.trim().is_empty() {
        return Err(Problem::Missing);
    }
    EmailAddress::parse(typed).ok_or(Problem::NotAnAddress)
}
