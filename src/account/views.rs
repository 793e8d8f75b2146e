//! The pages of one person: entrance, account, desk, people, log.

mod codes;
mod desk;
mod entrance;
mod letters;
mod log;
mod own;
mod own_security;
mod parts;
mod passkey;
mod people;
mod person;
mod words;

use super::model::{Personal, PersonalPage, RefusedForm};
use crate::{Locale, ui::settled::settled};
use leptos::prelude::*;

/// What every page of one person knows of where it stands.
#[derive(Clone)]
struct Surroundings {
    /// The front page of its language, `/kk`.
    front: String,
    /// Its language.
    locale: Locale,
    /// A form that was sent to it and not taken.
    refused: Option<RefusedForm>,
}

/// A page of one person.
#[component]
pub fn PersonalView(
    /// What the server gives whoever asks.
    personal: Personal,
    /// The front page of the page's language, `/kk`.
    front: String,
    /// The page's language.
    locale: Locale,
) -> impl IntoView {
    let Personal {
        title,
        page,
        refused,
        notice,
    } = personal;
    let here = Surroundings {
        front,
        locale,
        refused,
    };
    let class = if is_wide(&page) {
        "personal wide"
    } else {
        "personal"
    };
    let way_back = parts::way_back(&page, &here);
    let notice = notice.map(
        |notice| view! { <p class="band" role="status">{words::of_notice(notice, locale)}</p> },
    );
    let content = match page {
        PersonalPage::SignIn(entrance) => entrance::sign_in(entrance, here),
        PersonalPage::SecondStep => entrance::second_step(here),
        PersonalPage::SignUp(entrance) => entrance::sign_up(entrance, here),
        PersonalPage::MailSent => letters::mail_sent(&here),
        PersonalPage::Confirm(page) => letters::confirm(page, here),
        PersonalPage::Forgot => letters::forgot(here),
        PersonalPage::Reset { token, email } => letters::reset(token, email, here),
        PersonalPage::Invitation {
            token,
            email,
            name,
            role,
        } => letters::invitation(token, email, name, role, here),
        PersonalPage::ConfirmNewAddress { token, email } => {
            letters::confirm_new_address(token, email, here)
        }
        PersonalPage::LinkSpent => letters::link_spent(&here),
        PersonalPage::Account(page) => own::account(*page, &here),
        PersonalPage::EnrolSecondStep(page) => codes::enrol(page, here),
        PersonalPage::Codes(codes) => codes::renew(&codes, here),
        PersonalPage::Desk(page) => desk::desk(page, &here),
        PersonalPage::People(page) => people::people(page, here),
        PersonalPage::Person(page) => person::person(*page, &here),
        PersonalPage::Audit(page) => log::log(page, locale),
        PersonalPage::Comments(page) => {
            crate::comment::views::comments(*page, here.refused, here.front, locale)
        }
    };
    settled(view! {
        <div class=class>
            {way_back}
            <h1 tabindex="-1">{title}</h1>
            {notice}
            {content}
        </div>
    })
}

/// Whether a page is more than one column of a form.
fn is_wide(page: &PersonalPage) -> bool {
    matches!(
        page,
        PersonalPage::Account(_)
            | PersonalPage::EnrolSecondStep(_)
            | PersonalPage::Codes(_)
            | PersonalPage::Desk(_)
            | PersonalPage::People(_)
            | PersonalPage::Person(_)
            | PersonalPage::Audit(_)
    )
}

#[cfg(feature = "ssr")]
#[cfg(test)]
mod tests;
