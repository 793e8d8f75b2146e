//! Every kind of page of one person, filled.

use crate::{
    account::model::{
        AccountPage, AuditAction, AuditEntry, AuditPage, ConfirmPage, DeskPage, EnrolPage,
        Entrance, PasskeyEntry, PeoplePage, PersonEntry, PersonPage, PersonalPage, Role,
        SessionEntry, Standing,
    },
    article::model::Moment,
};

fn moment() -> Moment {
    Moment {
        iso: "2026-11-22T14:20:00+05:00".to_owned(),
        words: "22 November 2026, 14:20".to_owned(),
    }
}

fn session(id: i64, browser: &str, current: bool) -> SessionEntry {
    SessionEntry {
        id,
        browser: browser.to_owned(),
        network: "192.0.2.17".to_owned(),
        seen: moment(),
        current,
    }
}

fn passkey(id: i64, name: &str, used: Option<Moment>) -> PasskeyEntry {
    PasskeyEntry {
        id,
        name: name.to_owned(),
        added: moment(),
        used,
    }
}

fn account_page() -> AccountPage {
    AccountPage {
        name: "Айжан Қожақова".to_owned(),
        email: "aizhan.qozhaqova@example.kz".to_owned(),
        role: Role::Editor,
        recovery_codes: None,
        second_step_missing: true,
        passkeys_offered: true,
        passkeys: vec![
            passkey(1, "Phone", Some(moment())),
            passkey(2, "Laptop", None),
        ],
        sessions: vec![
            session(1, "Chrome, Android", true),
            session(2, "Firefox, Windows", false),
            session(3, "", false),
        ],
        leaving: None,
        export: "/kk/account/export".to_owned(),
    }
}

fn audit_entries() -> Vec<AuditEntry> {
    let entry = |action, actor: &str, person: &str, details: &[(&str, &str)]| AuditEntry {
        at: moment(),
        actor: actor.to_owned(),
        action,
        person: person.to_owned(),
        network: "2001:db8:1:2::/64".to_owned(),
        details: details
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect(),
    };
    vec![
        entry(
            AuditAction::RoleChanged,
            "Айжан Қожақова",
            "Ерлан Сәрсен",
            &[("role", "editor")],
        ),
        entry(AuditAction::SignInHalted, "", "", &[("failures", "11")]),
        entry(AuditAction::SignedIn, "Айжан Қожақова", "", &[]),
    ]
}

fn person_page(standing: Standing, oneself: bool) -> PersonPage {
    PersonPage {
        id: 17,
        name: "Ерлан Сәрсен".to_owned(),
        email: "erlan@example.kz".to_owned(),
        role: Role::Author,
        standing,
        since: moment(),
        seen: Some(moment()),
        second_step: false,
        sessions: 2,
        oneself,
        log: audit_entries(),
    }
}

/// Every kind of page, and its variants, each under a name.
pub(super) fn pages() -> Vec<(&'static str, PersonalPage)> {
    let entrance = || Entrance {
        next: "/kk/bilim/mektep?a=1".to_owned(),
        passkeys: true,
    };
    let email = || "aizhan@example.kz".to_owned();
    let token = || "token".to_owned();
    let codes = || {
        (0..10)
            .map(|number| format!("1k8e-z3qv-7m2c-9xw{number}-tt5h-0a6r"))
            .collect::<Vec<_>>()
    };
    let confirm = |needs_password| {
        PersonalPage::Confirm(ConfirmPage {
            token: token(),
            email: email(),
            needs_password,
        })
    };
    let people = ["admin", "editor", "author", "reader"]
        .into_iter()
        .enumerate()
        .map(|(number, role)| PersonEntry {
            href: format!("/kk/desk/people/{number}"),
            name: format!("Айжан Қожақова {number}"),
            email: format!("aizhan{number}@oblys-gazeti.example.kz"),
            role: Role::parse(role).expect("a role"),
            standing: if number == 2 {
                Standing::Suspended
            } else {
                Standing::Active
            },
        })
        .collect();
    vec![
        ("sign-in", PersonalPage::SignIn(entrance())),
        ("second-step", PersonalPage::SecondStep),
        ("sign-up", PersonalPage::SignUp(entrance())),
        ("mail-sent", PersonalPage::MailSent),
        ("confirm", confirm(false)),
        ("confirm-password", confirm(true)),
        ("forgot", PersonalPage::Forgot),
        (
            "reset",
            PersonalPage::Reset {
                token: token(),
                email: email(),
            },
        ),
        (
            "invitation",
            PersonalPage::Invitation {
                token: token(),
                email: email(),
                name: "Айжан".to_owned(),
                role: Role::Author,
            },
        ),
        (
            "new-address",
            PersonalPage::ConfirmNewAddress {
                token: token(),
                email: email(),
            },
        ),
        ("link-spent", PersonalPage::LinkSpent),
        ("account", PersonalPage::Account(Box::new(account_page()))),
        (
            "account-leaving",
            PersonalPage::Account(Box::new(AccountPage {
                leaving: Some(moment()),
                recovery_codes: Some(7),
                second_step_missing: false,
                passkeys: Vec::new(),
                passkeys_offered: false,
                ..account_page()
            })),
        ),
        (
            "enrol",
            PersonalPage::EnrolSecondStep(EnrolPage {
                secret: "JBSW Y3DP EHPK 3PXP".to_owned(),
                link: "otpauth://totp/Tilshi:a?secret=JBSWY3DPEHPK3PXP".to_owned(),
                size: 41,
                path: "M4 4h7v1h-7zM4 5h1v5h-1zM10 5h1v5h-1zM4 10h7v1h-7z".to_owned(),
                recovery_codes: codes(),
            }),
        ),
        ("codes", PersonalPage::Codes(codes())),
        (
            "desk-first",
            PersonalPage::Desk(DeskPage::FirstAdministrator {
                command: "tilshi user add --email you@example.kz --name \"Your name\" --role admin --password-stdin"
                    .to_owned(),
            }),
        ),
        ("desk-reader", PersonalPage::Desk(DeskPage::NotForReaders)),
        (
            "desk-missing",
            PersonalPage::Desk(DeskPage::SecondStepMissing),
        ),
        (
            "desk",
            PersonalPage::Desk(DeskPage::Open {
                name: "Айжан".to_owned(),
                role: Role::Admin,
                writes: true,
                administers: true,
            }),
        ),
        (
            "people",
            PersonalPage::People(PeoplePage {
                query: "айж".to_owned(),
                role: Some(Role::Editor),
                people,
                older: Some("/kk/desk/people?before=7".to_owned()),
            }),
        ),
        (
            "person",
            PersonalPage::Person(Box::new(person_page(Standing::Invited, false))),
        ),
        (
            "person-oneself",
            PersonalPage::Person(Box::new(person_page(Standing::Active, true))),
        ),
        (
            "log",
            PersonalPage::Audit(AuditPage {
                entries: audit_entries(),
                older: Some("/kk/desk/log?before=7".to_owned()),
            }),
        ),
    ]
}
