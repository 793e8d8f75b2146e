//! Who may do what: the one table. Every server function and every page of one person is looked up
//! here before it is called, and what is not in the table cannot be called at all.

use super::{forms, model::Role};
use crate::reading_list::file;
use Action::{Administer, Moderate, Publish, WriteOwnDrafts};
use Requirement::{Anyone, May, Public, SignedIn};

/// Something that not everybody may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Be in the newsroom at all.
    EnterNewsroom,
    /// Write drafts of one's own.
    WriteOwnDrafts,
    /// Edit every article, publish, make the front page, keep pictures.
    Publish,
    /// Keep the comments in order.
    Moderate,
    /// People, the log, settings.
    Administer,
}

/// What each role may do.
pub fn may(role: Role, action: Action) -> bool {
    match action {
        Action::EnterNewsroom => role.is_newsroom(),
        WriteOwnDrafts => matches!(role, Role::Author | Role::Editor | Role::Admin),
        Publish => matches!(role, Role::Editor | Role::Admin),
        Moderate => matches!(role, Role::Moderator | Role::Admin),
        Administer => role == Role::Admin,
    }
}

/// What a request must bring.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Requirement {
    /// Nothing, and the answer is the same for everybody: nobody is even looked up.
    Public,
    /// Nothing.
    Anyone,
    /// A session.
    SignedIn,
    /// A session of somebody who may do this.
    May(Action),
}

/// Every server function, by its path.
pub const FUNCTIONS: &[(&str, Requirement)] = &[
    ("/fn/page", Public),
    (forms::PAGE, Anyone),
    (forms::VISITOR, Anyone),
    (forms::SIGN_IN, Anyone),
    (forms::SECOND_STEP, Anyone),
    (forms::SIGN_UP, Anyone),
    (forms::CONFIRM, Anyone),
    (forms::FORGOT, Anyone),
    (forms::RESET, Anyone),
    (forms::TAKE_INVITATION, Anyone),
    (forms::CONFIRM_NEW_ADDRESS, SignedIn),
    (forms::BEGIN_PASSKEY_SIGN_IN, Anyone),
    (forms::PASSKEY_SIGN_IN, Anyone),
    (forms::SIGN_OUT, SignedIn),
    (forms::CHANGE_NAME, SignedIn),
    (forms::CHANGE_ADDRESS, SignedIn),
    (forms::CHANGE_PASSWORD, SignedIn),
    (forms::BEGIN_SECOND_STEP, SignedIn),
    (forms::ENABLE_SECOND_STEP, SignedIn),
    (forms::DISABLE_SECOND_STEP, SignedIn),
    (forms::BEGIN_CODES, SignedIn),
    (forms::RENEW_CODES, SignedIn),
    (forms::BEGIN_PASSKEY, SignedIn),
    (forms::ADD_PASSKEY, SignedIn),
    (forms::REMOVE_PASSKEY, SignedIn),
    (forms::END_SESSION, SignedIn),
    (forms::END_SESSIONS, SignedIn),
    (forms::DELETE_ACCOUNT, SignedIn),
    (forms::KEEP_ACCOUNT, SignedIn),
    (forms::CHANGE_ROLE, May(Administer)),
    (forms::SUSPEND, May(Administer)),
    (forms::REINSTATE, May(Administer)),
    (forms::SIGN_OUT_PERSON, May(Administer)),
    (forms::INVITE, May(Administer)),
    (forms::INVITE_AGAIN, May(Administer)),
    ("/fn/desk/begin-manuscript", May(WriteOwnDrafts)),
    ("/fn/desk/save-manuscript", May(WriteOwnDrafts)),
    ("/fn/desk/settle-dispute", May(WriteOwnDrafts)),
    ("/fn/desk/load-head", May(WriteOwnDrafts)),
    ("/fn/desk/change-language", May(WriteOwnDrafts)),
    ("/fn/desk/suggest-slug", May(WriteOwnDrafts)),
    ("/fn/desk/find-authors", May(WriteOwnDrafts)),
    ("/fn/desk/create-author", May(WriteOwnDrafts)),
    ("/fn/desk/find-tags", May(WriteOwnDrafts)),
    ("/fn/desk/create-tag", May(WriteOwnDrafts)),
    ("/fn/desk/list-revisions", May(WriteOwnDrafts)),
    ("/fn/desk/compare-revisions", May(WriteOwnDrafts)),
    ("/fn/desk/compare-state", May(WriteOwnDrafts)),
    ("/fn/desk/restore-revision", May(WriteOwnDrafts)),
    ("/fn/desk/name-revision", May(WriteOwnDrafts)),
    ("/fn/desk/report-presence", May(WriteOwnDrafts)),
    ("/fn/desk/leave-manuscript", May(WriteOwnDrafts)),
    ("/fn/desk/take-over", May(WriteOwnDrafts)),
    ("/fn/desk/check-publication", May(WriteOwnDrafts)),
    ("/fn/desk/submit-manuscript", May(WriteOwnDrafts)),
    ("/fn/desk/return-manuscript", May(Publish)),
    ("/fn/desk/add-note", May(WriteOwnDrafts)),
    ("/fn/desk/publish-manuscript", May(Publish)),
    ("/fn/desk/schedule-publication", May(Publish)),
    ("/fn/desk/cancel-schedule", May(Publish)),
    ("/fn/desk/set-embargo", May(Publish)),
    ("/fn/desk/unpublish-article", May(Publish)),
    ("/fn/desk/withdraw-manuscript", May(Publish)),
    ("/fn/desk/add-correction", May(Publish)),
    ("/fn/desk/share-preview", May(WriteOwnDrafts)),
    ("/fn/desk/withdraw-preview", May(WriteOwnDrafts)),
    ("/fn/comment/preview-comment", SignedIn),
    ("/fn/comment/post-comment", SignedIn),
    ("/fn/comment/edit-comment", SignedIn),
    ("/fn/comment/delete-comment", SignedIn),
    ("/fn/comment/support-comment", SignedIn),
    ("/fn/comment/report-comment", SignedIn),
    ("/fn/comment/mute-person", SignedIn),
    ("/fn/comment/appeal-comment", SignedIn),
    ("/fn/comment/see-notices", SignedIn),
    ("/fn/comment/take-pseudonym", SignedIn),
    ("/fn/comment/set-digest", SignedIn),
    ("/fn/comment/begin-telephone", SignedIn),
    ("/fn/comment/confirm-telephone", SignedIn),
    ("/fn/comment/load-thread", Public),
    ("/fn/comment/load-comments", Public),
    ("/fn/comment/mine", SignedIn),
    ("/fn/reading-list/sync", SignedIn),
    ("/fn/reading-list/articles", Anyone),
    ("/fn/reading-list/followed", Anyone),
    ("/fn/reading-list/name-topics", Anyone),
    ("/fn/reading-list/list-sharing", SignedIn),
    ("/fn/reading-list/save-article", SignedIn),
    ("/fn/reading-list/remove-article", SignedIn),
    ("/fn/reading-list/move-article", SignedIn),
    ("/fn/reading-list/mark-article", SignedIn),
    ("/fn/reading-list/archive-article", SignedIn),
    ("/fn/reading-list/note-article", SignedIn),
    ("/fn/reading-list/make-list", SignedIn),
    ("/fn/reading-list/name-list", SignedIn),
    ("/fn/reading-list/delete-list", SignedIn),
    ("/fn/reading-list/move-list", SignedIn),
    ("/fn/reading-list/follow-topic", SignedIn),
    ("/fn/reading-list/see-feed", SignedIn),
    ("/fn/reading-list/keep-history", SignedIn),
    ("/fn/reading-list/clear-history", SignedIn),
    ("/fn/reading-list/forget-article", SignedIn),
    ("/fn/reading-list/open-list", SignedIn),
    ("/fn/reading-list/close-list", SignedIn),
    ("/fn/reading-list/take-copy", SignedIn),
    ("/fn/reading-list/cancel-invitation", SignedIn),
    ("/fn/reading-list/take-part", SignedIn),
    ("/fn/reading-list/leave-editors", SignedIn),
    ("/fn/reading-list/dismiss-editor", SignedIn),
    ("/fn/reading-list/share-list", SignedIn),
    ("/fn/reading-list/stop-sharing", SignedIn),
    ("/fn/reading-list/copy-list", SignedIn),
    ("/fn/reading-list/invite-editors", SignedIn),
    ("/fn/reading-list/withdraw-invitation", SignedIn),
    ("/fn/reading-list/join-list", SignedIn),
    ("/fn/reading-list/leave-list", SignedIn),
    ("/fn/reading-list/remove-editor", SignedIn),
    ("/fn/comment/load-queue", May(Moderate)),
    ("/fn/comment/decide-comments", May(Moderate)),
    ("/fn/comment/undo-decision", May(Moderate)),
    ("/fn/comment/restrict-person", May(Moderate)),
    ("/fn/comment/lift-restriction", May(Moderate)),
    ("/fn/comment/settle-appeal", May(Moderate)),
    ("/fn/comment/set-comment-rules", May(Moderate)),
    ("/fn/comment/add-comment-word", May(Moderate)),
    ("/fn/comment/remove-comment-word", May(Moderate)),
];

/// Every other route that is no page and not for everybody, by its pattern.
pub const ROUTES: &[(&str, Requirement)] = &[
    ("/fn/desk/happenings/{manuscript}", May(WriteOwnDrafts)),
    ("/fn/desk/upload-picture", May(WriteOwnDrafts)),
    ("/fn/reading-list/happenings", SignedIn),
    ("/fn/comment/queue/happenings", May(Moderate)),
    (file::READ, Anyone),
    (file::WRITE, Anyone),
    ("/{lang}/lists/files", SignedIn),
];

/// Every page of one person, by what follows the language; `*` stands for one segment. `/desk` itself
/// is open to all, because it says how to become the first administrator.
pub const PAGES: &[(&str, Requirement)] = &[
    ("/sign-in", Anyone),
    ("/sign-in/second-step", Anyone),
    ("/sign-up", Anyone),
    ("/account/sent", Anyone),
    ("/account/confirm", Anyone),
    ("/account/forgot", Anyone),
    ("/account/reset", Anyone),
    ("/account/invitation", Anyone),
    ("/account/e-mail", SignedIn),
    ("/account", SignedIn),
    ("/account/second-step", SignedIn),
    ("/account/codes", SignedIn),
    ("/account/export", SignedIn),
    ("/comments", SignedIn),
    ("/comments/write", Anyone),
    ("/comments/report", SignedIn),
    ("/comments/edit", SignedIn),
    ("/comments/appeal", SignedIn),
    ("/comments/telephone", SignedIn),
    ("/lists", Anyone),
    ("/lists/*", Anyone),
    ("/lists/files/*", SignedIn),
    ("/desk", Anyone),
    ("/desk/articles", May(WriteOwnDrafts)),
    ("/desk/articles/*", May(WriteOwnDrafts)),
    ("/desk/articles/*/preview", May(WriteOwnDrafts)),
    ("/desk/articles/*/page", May(WriteOwnDrafts)),
    ("/preview", Anyone),
    ("/desk/people", May(Administer)),
    ("/desk/people/*", May(Administer)),
    ("/desk/log", May(Administer)),
    ("/desk/comments", May(Moderate)),
    ("/desk/comments/people/*", May(Moderate)),
    ("/desk/comments/rules", May(Moderate)),
    ("/desk/comments/log", May(Moderate)),
    ("/desk/comments/figures", May(Moderate)),
];

/// What a server function requires. None for one that is not in the table.
pub fn requirement_of_function(path: &str) -> Option<Requirement> {
    FUNCTIONS
        .iter()
        .find(|(known, _)| *known == path)
        .map(|(_, requirement)| *requirement)
}

/// What such a route requires, by its pattern. None for one that is not in the table.
pub fn requirement_of_route(pattern: &str) -> Option<Requirement> {
    ROUTES
        .iter()
        .find(|(known, _)| *known == pattern)
        .map(|(_, requirement)| *requirement)
}

/// What a page requires; `rest` is what follows the language in its path. None where there is none.
pub fn requirement_of_page(rest: &str) -> Option<Requirement> {
    PAGES
        .iter()
        .find(|(pattern, _)| fits(pattern, rest))
        .map(|(_, requirement)| *requirement)
}

fn fits(pattern: &str, path: &str) -> bool {
    let mut written = path.split('/');
    let all = pattern.split('/').all(|part| {
        written
            .next()
            .is_some_and(|word| part == word || (part == "*" && !word.is_empty()))
    });
    all && written.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_may_what_the_paper_has_agreed() {
        use Action::EnterNewsroom;
        let table = [
            (Role::Reader, [false, false, false, false, false]),
            (Role::Author, [true, true, false, false, false]),
            (Role::Editor, [true, true, true, false, false]),
            (Role::Moderator, [true, false, false, true, false]),
            (Role::Admin, [true, true, true, true, true]),
        ];
        for (role, allowed) in table {
            let actions = [EnterNewsroom, WriteOwnDrafts, Publish, Moderate, Administer];
            assert_eq!(actions.map(|action| may(role, action)), allowed, "{role:?}");
        }
    }

    #[test]
    fn a_form_is_known_by_the_last_part_of_its_path() {
        let mut names: Vec<_> = FUNCTIONS
            .iter()
            .filter(|(path, _)| *path != "/fn/page")
            .filter_map(|(path, _)| path.rsplit('/').next())
            .collect();
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(
            names.len(),
            count,
            "forms without scripts would be mixed up"
        );
    }

    #[test]
    fn pages_are_found_by_their_pattern() {
        assert_eq!(
            requirement_of_page("/desk/people/17"),
            Some(May(Administer))
        );
        assert_eq!(requirement_of_page("/desk/people/17/x"), None);
        assert_eq!(requirement_of_page("/desk/people/"), None);
        assert_eq!(requirement_of_page("/account"), Some(SignedIn));
        assert_eq!(requirement_of_page("/account/unknown"), None);
    }
}
