//! Words for what the newsroom's model names by codes.

use crate::{
    Locale,
    desk::model::{Action, RevisionKind, Status},
    ui::settled::settled,
};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// Where a manuscript stands.
pub(super) fn of_status(status: Status, locale: Locale) -> &'static str {
    match status {
        Status::Draft => td_string!(locale, articles.draft),
        Status::Submitted => td_string!(locale, articles.submitted),
        Status::Scheduled => td_string!(locale, articles.scheduled),
        Status::Published => td_string!(locale, articles.published),
        Status::Withdrawn => td_string!(locale, articles.withdrawn),
    }
}

/// The same with a mark beside it, which differs in shape.
pub(super) fn status(status: Status, locale: Locale) -> AnyView {
    settled(view! {
        <span class="state" data-status=status.as_str()>
            {of_status(status, locale)}
        </span>
    })
}

/// What was done about a manuscript.
pub(super) fn of_action(action: Action, locale: Locale) -> &'static str {
    match action {
        Action::Created => td_string!(locale, action.created),
        Action::Note => td_string!(locale, action.note),
        Action::Submitted => td_string!(locale, action.submitted),
        Action::Returned => td_string!(locale, action.returned),
        Action::Published => td_string!(locale, action.published),
        Action::ChangesPublished => td_string!(locale, action.changes_published),
        Action::Scheduled => td_string!(locale, action.scheduled),
        Action::Unscheduled => td_string!(locale, action.unscheduled),
        Action::ScheduleFailed => td_string!(locale, action.schedule_failed),
        Action::Embargo => td_string!(locale, action.embargo),
        Action::Unpublished => td_string!(locale, action.unpublished),
        Action::Withdrawn => td_string!(locale, action.withdrawn),
        Action::Corrected => td_string!(locale, action.corrected),
        Action::Restored => td_string!(locale, action.restored),
        Action::Imported => td_string!(locale, action.imported),
        Action::TakenOver => td_string!(locale, action.taken_over),
        Action::PreviewShared => td_string!(locale, action.preview_shared),
        Action::PreviewWithdrawn => td_string!(locale, action.preview_withdrawn),
    }
}

/// How a revision came to be.
pub(super) fn of_kind(kind: RevisionKind, locale: Locale) -> &'static str {
    match kind {
        RevisionKind::Created => td_string!(locale, revisions.created),
        RevisionKind::Saved => td_string!(locale, revisions.saved),
        RevisionKind::Aside => td_string!(locale, revisions.aside),
        RevisionKind::Merged => td_string!(locale, revisions.merged),
        RevisionKind::Restored => td_string!(locale, revisions.restored),
        RevisionKind::Imported => td_string!(locale, revisions.imported),
    }
}
