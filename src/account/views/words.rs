//! Words for what the server says as a code.

use crate::{
    Locale,
    account::model::{AuditAction, Notice, Role, Standing},
};
use leptos_i18n::td_string;

/// What somebody is to the paper.
pub(super) fn of_role(role: Role, locale: Locale) -> &'static str {
    match role {
        Role::Reader => td_string!(locale, role.reader),
        Role::Author => td_string!(locale, role.author),
        Role::Editor => td_string!(locale, role.editor),
        Role::Moderator => td_string!(locale, role.moderator),
        Role::Admin => td_string!(locale, role.admin),
    }
}

/// Every role as a choice: its word in forms, and its name.
pub(super) fn roles(locale: Locale) -> Vec<(String, String)> {
    Role::ALL
        .into_iter()
        .map(|role| (role.as_str().to_owned(), of_role(role, locale).to_owned()))
        .collect()
}

/// How things stand with an account.
pub(super) fn of_standing(standing: Standing, locale: Locale) -> &'static str {
    match standing {
        Standing::Active => td_string!(locale, people.active),
        Standing::Invited => td_string!(locale, people.invited),
        Standing::Unconfirmed => td_string!(locale, people.unconfirmed),
        Standing::Suspended => td_string!(locale, people.suspended),
        Standing::Leaving => td_string!(locale, people.leaving),
    }
}

/// What has just been done.
pub(super) fn of_notice(notice: Notice, locale: Locale) -> &'static str {
    match notice {
        Notice::SignedOut => td_string!(locale, notice.signed_out),
        Notice::Confirmed => td_string!(locale, notice.confirmed),
        Notice::NameSaved => td_string!(locale, notice.name_saved),
        Notice::AddressAsked => td_string!(locale, notice.address_asked),
        Notice::AddressChanged => td_string!(locale, notice.address_changed),
        Notice::PasswordChanged => td_string!(locale, notice.password_changed),
        Notice::SecondStepOn => td_string!(locale, notice.second_step_on),
        Notice::SecondStepOff => td_string!(locale, notice.second_step_off),
        Notice::CodesRenewed => td_string!(locale, notice.codes_renewed),
        Notice::PasskeyAdded => td_string!(locale, notice.passkey_added),
        Notice::PasskeyRemoved => td_string!(locale, notice.passkey_removed),
        Notice::SessionEnded => td_string!(locale, notice.session_ended),
        Notice::SessionsEnded => td_string!(locale, notice.sessions_ended),
        Notice::DeletionAsked => td_string!(locale, notice.deletion_asked),
        Notice::Kept => td_string!(locale, notice.kept),
        Notice::Invited => td_string!(locale, notice.invited),
        Notice::RoleChanged => td_string!(locale, notice.role_changed),
        Notice::Suspended => td_string!(locale, notice.suspended),
        Notice::Reinstated => td_string!(locale, notice.reinstated),
        Notice::SentAgain => td_string!(locale, notice.sent_again),
    }
}

/// What a line of the log is about.
pub(super) fn of_action(action: AuditAction, locale: Locale) -> &'static str {
    match action {
        AuditAction::SignedUp => td_string!(locale, audit.signed_up),
        AuditAction::AddressConfirmed => td_string!(locale, audit.address_confirmed),
        AuditAction::SignedIn => td_string!(locale, audit.signed_in),
        AuditAction::SignedInWithPasskey => td_string!(locale, audit.signed_in_with_passkey),
        AuditAction::RecoveryCodeUsed => td_string!(locale, audit.recovery_code_used),
        AuditAction::SignInFailed => td_string!(locale, audit.sign_in_failed),
        AuditAction::SignInHalted => td_string!(locale, audit.sign_in_halted),
        AuditAction::SignedOut => td_string!(locale, audit.signed_out),
        AuditAction::SessionEnded => td_string!(locale, audit.session_ended),
        AuditAction::SessionsEnded => td_string!(locale, audit.sessions_ended),
        AuditAction::PasswordChanged => td_string!(locale, audit.password_changed),
        AuditAction::ResetAsked => td_string!(locale, audit.reset_asked),
        AuditAction::NameChanged => td_string!(locale, audit.name_changed),
        AuditAction::AddressChangeAsked => td_string!(locale, audit.address_change_asked),
        AuditAction::AddressChanged => td_string!(locale, audit.address_changed),
        AuditAction::SecondStepOn => td_string!(locale, audit.second_step_on),
        AuditAction::SecondStepOff => td_string!(locale, audit.second_step_off),
        AuditAction::RecoveryCodesRenewed => td_string!(locale, audit.recovery_codes_renewed),
        AuditAction::PasskeyAdded => td_string!(locale, audit.passkey_added),
        AuditAction::PasskeyRemoved => td_string!(locale, audit.passkey_removed),
        AuditAction::Exported => td_string!(locale, audit.exported),
        AuditAction::DeletionAsked => td_string!(locale, audit.deletion_asked),
        AuditAction::DeletionTakenBack => td_string!(locale, audit.deletion_taken_back),
        AuditAction::Deleted => td_string!(locale, audit.deleted),
        AuditAction::Invited => td_string!(locale, audit.invited),
        AuditAction::InvitationTaken => td_string!(locale, audit.invitation_taken),
        AuditAction::Added => td_string!(locale, audit.added),
        AuditAction::RoleChanged => td_string!(locale, audit.role_changed),
        AuditAction::Suspended => td_string!(locale, audit.suspended),
        AuditAction::Reinstated => td_string!(locale, audit.reinstated),
    }
}

/// Something that belongs to a line of the log.
pub(super) fn of_detail(name: &str, value: String, locale: Locale) -> String {
    match (name, Role::parse(&value)) {
        (_, Some(role)) => of_role(role, locale).to_owned(),
        ("failures", None) => td_string!(locale, audit.failures, count = value),
        _ => value,
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn details_of_the_log_are_told_in_words() {
        let told = |name: &str, value: &str| of_detail(name, value.to_owned(), Locale::en);
        assert_eq!(told("role", "admin"), "Administrator");
        assert_eq!(told("failures", "11"), "Failed attempts: 11");
        assert_eq!(told("email", "a@example.kz"), "a@example.kz");
    }
}
