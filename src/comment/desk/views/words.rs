//! Words of the desk for what the server says as a code.

use crate::{
    Locale,
    comment::{
        desk::model::{RejectReason, Tab},
        model::Status,
    },
};
use leptos_i18n::td_string;

pub(super) fn of_tab(tab: Tab, locale: Locale) -> &'static str {
    match tab {
        Tab::Waiting => td_string!(locale, moderation.waiting),
        Tab::Reported => td_string!(locale, moderation.reported),
        Tab::Newcomers => td_string!(locale, moderation.newcomers),
        Tab::Appeals => td_string!(locale, moderation.appeals),
        Tab::Decided => td_string!(locale, moderation.decided),
    }
}

pub(super) fn of_status(status: Status, locale: Locale) -> &'static str {
    match status {
        Status::Waiting => td_string!(locale, moderation.status_waiting),
        Status::Published => td_string!(locale, moderation.status_published),
        Status::Hidden => td_string!(locale, moderation.status_hidden),
        Status::Shadowed => td_string!(locale, moderation.status_shadowed),
        Status::Rejected => td_string!(locale, moderation.status_rejected),
        Status::Deleted => td_string!(locale, moderation.status_deleted),
    }
}

/// A reason; empty for a word that is none.
pub(super) fn of_reason(word: &str, locale: Locale) -> &'static str {
    match RejectReason::parse(word) {
        Some(RejectReason::Insult) => td_string!(locale, moderation.insult),
        Some(RejectReason::Hatred) => td_string!(locale, moderation.hatred),
        Some(RejectReason::Spam) => td_string!(locale, moderation.spam),
        Some(RejectReason::Falsehood) => td_string!(locale, moderation.falsehood),
        Some(RejectReason::Privacy) => td_string!(locale, moderation.privacy),
        Some(RejectReason::OffTopic) => td_string!(locale, moderation.off_topic),
        Some(RejectReason::Other) => td_string!(locale, moderation.other),
        None => "",
    }
}

/// Every action that the log knows, in the order in which it can be filtered by them.
pub(super) const ACTIONS: [&str; 15] = [
    "approve",
    "reject",
    "feature",
    "unfeature",
    "hide",
    "grant",
    "decline",
    "ban",
    "suspend",
    "shadow",
    "lift",
    "rules",
    "words-add",
    "words-remove",
    "",
];

pub(super) fn of_action(word: &str, locale: Locale) -> String {
    match word {
        "approve" => td_string!(locale, moderation.approve),
        "reject" => td_string!(locale, moderation.reject),
        "feature" => td_string!(locale, moderation.feature),
        "unfeature" => td_string!(locale, moderation.unfeature),
        "hide" => td_string!(locale, moderation.hide),
        "grant" => td_string!(locale, moderation.grant),
        "decline" => td_string!(locale, moderation.decline),
        "ban" => td_string!(locale, moderation.ban),
        "suspend" => td_string!(locale, moderation.suspend),
        "shadow" => td_string!(locale, moderation.shadow),
        "lift" => td_string!(locale, moderation.lift),
        "rules" => td_string!(locale, moderation.act_rules),
        "words-add" => td_string!(locale, moderation.act_words_add),
        "words-remove" => td_string!(locale, moderation.act_words_remove),
        other => return other.to_owned(),
    }
    .to_owned()
}

pub(super) fn of_done(word: &str, count: i64, locale: Locale) -> String {
    let count = count.to_string();
    match word {
        "approve" => td_string!(locale, moderation.done_approve, count = count),
        "reject" => td_string!(locale, moderation.done_reject, count = count),
        "feature" => td_string!(locale, moderation.done_feature, count = count),
        "undo" => td_string!(locale, moderation.done_undo, count = count),
        "hide" | "unfeature" | "words-add" => {
            td_string!(locale, moderation.done_other, count = count)
        }
        _ => td_string!(locale, moderation.done_saved).to_owned(),
    }
}

pub(super) fn of_check(check: &str, locale: Locale) -> String {
    match check {
        "standing" => td_string!(locale, moderation.check_standing),
        "closed" => td_string!(locale, moderation.check_closed),
        "flood" => td_string!(locale, moderation.check_flood),
        "repeat" => td_string!(locale, moderation.check_repeat),
        "words-reject" | "words-hold" => td_string!(locale, moderation.check_words),
        "links" => td_string!(locale, moderation.check_links),
        "shouting" => td_string!(locale, moderation.check_shouting),
        "rejections" => td_string!(locale, moderation.check_rejections),
        "external" => td_string!(locale, moderation.check_external),
        "trust" => td_string!(locale, moderation.check_trust),
        other => return other.to_owned(),
    }
    .to_owned()
}

pub(super) fn of_trust(level: u8, locale: Locale) -> &'static str {
    match level {
        0 => td_string!(locale, moderation.trust_new),
        1 => td_string!(locale, moderation.trust_basic),
        2 => td_string!(locale, moderation.trust_member),
        _ => td_string!(locale, moderation.trust_trusted),
    }
}

/// What restricts somebody; empty where nothing does.
pub(super) fn of_restriction(word: &str, locale: Locale) -> &'static str {
    match word {
        "ban" => td_string!(locale, moderation.is_ban),
        "suspend" => td_string!(locale, moderation.is_suspend),
        "shadow" => td_string!(locale, moderation.is_shadow),
        _ => "",
    }
}

/// Who decided; the program has no name.
pub(super) fn of_name(name: String, locale: Locale) -> String {
    if name.is_empty() {
        td_string!(locale, moderation.program).to_owned()
    } else {
        name
    }
}
