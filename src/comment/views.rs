//! The views of pages of one person about comments. Their forms are ordinary ones, which the page they stand
//! on takes; they need no scripts.

mod forms;
mod own;
mod telephone;

use super::model::CommentsPage;
use crate::{Locale, account::model::RefusedForm};
use leptos::prelude::*;

/// A page about one comment.
pub fn comments(
    page: CommentsPage,
    refused: Option<RefusedForm>,
    front: String,
    locale: Locale,
) -> AnyView {
    let here = forms::Here {
        refused,
        front,
        locale,
    };
    match page {
        CommentsPage::Own(page) => own::own(page, &here),
        CommentsPage::Telephone(page) => telephone::telephone(page, &here),
        CommentsPage::Write(page) => forms::write(page, &here),
        CommentsPage::Report(page) => forms::report(page, &here),
        CommentsPage::Edit(page) => forms::edit(page, &here),
        CommentsPage::Appeal(page) => forms::appeal(page, &here),
    }
}
