//! From an address to a page of one person.

mod account;
mod desk;
mod export;

pub use export::export_person;

use super::{
    access::{Action, Requirement, requirement_of_page},
    entrance::find_begun_sign_up,
    identity::{CookieName, Visit},
    model::{
        ConfirmPage, Entrance, Notice, Personal, PersonalPage, RefusedForm, Visitor, is_personal,
    },
    next::Next,
    recovery::find_owner,
    store::{ChallengePurpose, TokenPurpose, find_challenge},
};
use crate::{
    comment::pages::read_comments_page,
    desk::pages::read_desk_page,
    error::AppError,
    language::Language,
    reading_list::{
        file::Outcome,
        pages::{Asked, read_lists_page},
    },
    server::http::canonical_path,
    site::{
        model::{Page, PageData},
        pages::{Presenter, read_frame_of_personal_page, read_frame_of_preview},
    },
};
use leptos_i18n::td_string;
use sqlx::AnyConnection;
use url::form_urlencoded;

/// The address of a page of one person.
#[derive(Clone, Debug)]
pub(super) struct PersonalAddress {
    language: Language,
    /// What follows the language in the path.
    path: String,
    query: Vec<(String, String)>,
    whole: String,
}

impl PersonalAddress {
    fn parse(address: &str) -> Option<Self> {
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        let rest = path.strip_prefix('/')?;
        let (code, rest) = rest.split_at_checked(rest.find('/')?)?;
        Some(Self {
            language: Language::parse(code)?,
            path: rest.to_owned(),
            query: form_urlencoded::parse(query.as_bytes())
                .into_owned()
                .collect(),
            whole: address.to_owned(),
        })
    }

    /// A parameter of the query; empty when it is not there.
    pub(super) fn parameter(&self, name: &str) -> &str {
        self.query
            .iter()
            .find(|(known, _)| known == name)
            .map_or("", |(_, value)| value)
    }
}

/// Who is signed in, as the masthead shows it.
pub fn visitor(visit: &Visit) -> Option<Visitor> {
    visit.session().map(|session| Visitor {
        id: session.person.id,
        name: session.person.name.clone(),
        newsroom: visit.may(Action::EnterNewsroom),
        notices: session.notices,
        notices_words: match session.notices {
            0 => String::new(),
            count => {
                let locale = crate::Locale::from(visit.language);
                td_string!(locale, commenter.new_notices, count = count).to_owned()
            }
        },
    })
}

/// Reads a page for whoever asks. `refused` is a form that was sent to it and not taken, `outcome` what
/// became of a file of lists that was.
///
/// # Errors
/// When there is no such page, it is not for whoever asks, or the database fails.
pub async fn read_personal_page(
    visit: &Visit,
    address: &str,
    refused: Option<RefusedForm>,
    outcome: Option<Outcome>,
) -> Result<PageData, AppError> {
    let path = address.split('?').next().unwrap_or_default();
    if let Some(path) = canonical_path(path) {
        return Err(AppError::Moved(address.replacen(
            address.split('?').next().unwrap_or_default(),
            &path,
            1,
        )));
    }
    let site = &visit.state.configuration.site;
    let address = PersonalAddress::parse(address)
        .filter(|address| site.languages.contains(&address.language))
        .ok_or(AppError::NotFound)?;
    let requirement = requirement_of_page(&address.path).ok_or(AppError::NotFound)?;
    check(visit, requirement, &address)?;
    let presenter = Presenter::new(address.language, site, visit.now);
    let mut connection = visit.state.database.read().await?;
    let rest = address.whole.get(3..).unwrap_or_default().to_owned();
    let parameter = |name: &str| address.parameter(name).to_owned();
    let desk = read_desk_page(
        visit,
        &mut connection,
        &presenter,
        &address.path,
        &parameter,
        refused.clone(),
    )
    .await?;
    if let Some((page @ Page::Article(_), _)) = desk {
        let frame = read_frame_of_preview(&mut connection, &presenter).await?;
        return Ok(PageData { frame, page });
    }
    if let Some((page, _)) = desk {
        let mut frame = read_frame_of_personal_page(&mut connection, &presenter, &rest).await?;
        frame.visitor = visitor(visit);
        return Ok(PageData { frame, page });
    }
    let asked = Asked {
        path: &address.path,
        whole: &address.whole,
        parameter: &parameter,
        outcome,
        refused: refused.clone(),
    };
    if let Some(page) = read_lists_page(visit, &mut connection, &presenter, asked).await? {
        let mut frame = read_frame_of_personal_page(&mut connection, &presenter, &rest).await?;
        frame.visitor = visitor(visit);
        return Ok(PageData { frame, page });
    }
    let commenting = read_comments_page(
        visit,
        &mut connection,
        &presenter,
        &address.path,
        &parameter,
        refused.as_ref(),
    )
    .await?;
    let (page, title) = match commenting {
        Some((page, title)) => (PersonalPage::Comments(Box::new(page)), title),
        None => {
            read_page(
                visit,
                &mut connection,
                &presenter,
                &address,
                refused.is_some(),
            )
            .await?
        }
    };
    let mut frame = read_frame_of_personal_page(&mut connection, &presenter, &rest).await?;
    frame.visitor = visitor(visit);
    let personal = Personal {
        title: title.clone(),
        page,
        refused,
        notice: Notice::parse(address.parameter("done")),
    };
    let data = serde_json::to_string(&personal).map_err(|error| AppError::failed(&error))?;
    Ok(PageData {
        frame,
        page: Page::Personal { title, data },
    })
}

/// Holds a page against the table. Whoever is not signed in is sent to sign in, and comes back.
fn check(
    visit: &Visit,
    requirement: Requirement,
    address: &PersonalAddress,
) -> Result<(), AppError> {
    let front = format!("/{}", address.language.code());
    match visit.check(requirement) {
        Err(AppError::SignInNeeded) => {
            // A file is not gone back to, but the page that offers it.
            let back = match address.path.as_str() {
                "/account/export" => format!("{front}/account"),
                path if path.starts_with("/lists/files/") => format!("{front}/lists/files"),
                _ => address.whole.clone(),
            };
            let next: String = form_urlencoded::byte_serialize(back.as_bytes()).collect();
            Err(AppError::Elsewhere(format!("{front}/sign-in?next={next}")))
        }
        // The desk's first page says what is missing.
        Err(AppError::Forbidden) if visit.is_second_step_missing() => {
            Err(AppError::Elsewhere(format!("{front}/desk")))
        }
        other => other,
    }
}

async fn read_page(
    visit: &Visit,
    connection: &mut AnyConnection,
    presenter: &Presenter<'_>,
    address: &PersonalAddress,
    is_refused: bool,
) -> Result<(PersonalPage, String), AppError> {
    let locale = presenter.locale();
    let token = address.parameter("token");
    let entrance = || {
        let next = Next::parse(address.parameter("next"), address.language);
        Entrance {
            next: next.as_str().to_owned(),
            passkeys: visit.state.passkeys.is_some(),
        }
    };
    let (page, title) = match address.path.as_str() {
        // A page that had asked for it is gone back to. From readers' pages only those come here
        // who have no scripts: their masthead cannot show the way to their account.
        "/sign-in" | "/sign-up" if visit.session().is_some() => {
            let next = entrance().next;
            if is_personal(&next) {
                return Err(AppError::Elsewhere(next));
            }
            return Err(back_to_account(address));
        }
        "/sign-in" => (
            PersonalPage::SignIn(entrance()),
            td_string!(locale, title.sign_in),
        ),
        "/sign-up" => (
            PersonalPage::SignUp(entrance()),
            td_string!(locale, title.sign_up),
        ),
        "/sign-in/second-step" => {
            // What became of a form is told where it was sent from, even if it is too late for it.
            if !is_refused && !is_second_step_awaited(visit, connection).await? {
                let sign_in = format!("/{}/sign-in", address.language.code());
                return Err(AppError::Elsewhere(sign_in));
            }
            (
                PersonalPage::SecondStep,
                td_string!(locale, title.second_step),
            )
        }
        "/account/sent" => (PersonalPage::MailSent, td_string!(locale, title.mail_sent)),
        "/account/forgot" => (PersonalPage::Forgot, td_string!(locale, title.forgot)),
        "/account/confirm" | "/account/reset" | "/account/invitation" | "/account/e-mail" => {
            return read_link_page(visit, connection, presenter, &address.path, token).await;
        }
        "/account" => {
            let page = account::read_account_page(visit, connection, presenter).await?;
            (
                PersonalPage::Account(Box::new(page)),
                td_string!(locale, title.account),
            )
        }
        "/account/second-step" => match account::read_enrol_page(visit, connection).await? {
            Some(page) => (
                PersonalPage::EnrolSecondStep(page),
                td_string!(locale, title.enrol),
            ),
            None => return Err(back_to_account(address)),
        },
        "/account/codes" => match account::read_new_codes(visit, connection).await? {
            Some(codes) => (PersonalPage::Codes(codes), td_string!(locale, title.codes)),
            None => return Err(back_to_account(address)),
        },
        "/desk" if visit.may(Action::Moderate) && !visit.may(Action::WriteOwnDrafts) => {
            let comments = format!("/{}/desk/comments", address.language.code());
            return Err(AppError::Elsewhere(comments));
        }
        "/desk" => {
            let page = desk::read_desk_page(visit, connection, presenter).await?;
            (PersonalPage::Desk(page), td_string!(locale, title.desk))
        }
        "/desk/people" => {
            let page = desk::read_people_page(connection, presenter, address).await?;
            (PersonalPage::People(page), td_string!(locale, title.people))
        }
        "/desk/log" => {
            let page = desk::read_audit_page(connection, presenter, address).await?;
            (PersonalPage::Audit(page), td_string!(locale, title.log))
        }
        path => {
            let id = path
                .strip_prefix("/desk/people/")
                .and_then(|id| id.parse().ok())
                .ok_or(AppError::NotFound)?;
            let page = desk::read_person_page(visit, connection, presenter, id).await?;
            let title = page.name.clone();
            return Ok((PersonalPage::Person(Box::new(page)), title));
        }
    };
    Ok((page, title.to_owned()))
}

fn back_to_account(address: &PersonalAddress) -> AppError {
    AppError::Elsewhere(format!("/{}/account", address.language.code()))
}

async fn is_second_step_awaited(
    visit: &Visit,
    connection: &mut AnyConnection,
) -> Result<bool, sqlx::Error> {
    let Some(token) = visit.cookies.get(CookieName::SecondStep) else {
        return Ok(false);
    };
    let found = find_challenge(connection, ChallengePurpose::SecondStep, &token, visit.now).await?;
    Ok(found.is_some())
}

/// The page that a link in a mail leads to. Looking at it changes nothing: programs that read mails
/// follow links too.
async fn read_link_page(
    visit: &Visit,
    connection: &mut AnyConnection,
    presenter: &Presenter<'_>,
    path: &str,
    token: &str,
) -> Result<(PersonalPage, String), AppError> {
    let locale = presenter.locale();
    let purpose = match path {
        "/account/confirm" => TokenPurpose::Confirm,
        "/account/reset" => TokenPurpose::Reset,
        "/account/invitation" => TokenPurpose::Invitation,
        _ => TokenPurpose::Email,
    };
    let found = find_owner(visit, connection, purpose, token)
        .await?
        .filter(|(_, _, person)| {
            purpose != TokenPurpose::Email
                || visit
                    .session()
                    .is_some_and(|session| session.person.id == person.id)
        });
    let Some((_, found, person)) = found else {
        let title = td_string!(locale, title.link_spent).to_owned();
        return Ok((PersonalPage::LinkSpent, title));
    };
    let token = token.to_owned();
    let email = found.email.to_string();
    let (page, title) = match purpose {
        TokenPurpose::Confirm => {
            let begun = find_begun_sign_up(visit, connection, person.id).await?;
            let page = ConfirmPage {
                token,
                email,
                needs_password: begun.is_none(),
            };
            (
                PersonalPage::Confirm(page),
                td_string!(locale, title.confirm),
            )
        }
        TokenPurpose::Reset => (
            PersonalPage::Reset { token, email },
            td_string!(locale, title.reset),
        ),
        TokenPurpose::Invitation => (
            PersonalPage::Invitation {
                token,
                email,
                name: person.name,
                role: person.role,
            },
            td_string!(locale, title.invitation),
        ),
        TokenPurpose::Email => (
            PersonalPage::ConfirmNewAddress { token, email },
            td_string!(locale, title.new_address),
        ),
    };
    Ok((page, title.to_owned()))
}
