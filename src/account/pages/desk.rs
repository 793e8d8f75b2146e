//! The newsroom's pages about people, ready to be shown.

use super::PersonalAddress;
use crate::{
    account::{
        access::Action,
        identity::Visit,
        model::{
            AuditEntry, AuditPage, DeskPage, PeoplePage, PersonEntry, PersonPage, Role, Standing,
        },
        store::{
            AuditRecord, PeopleFilter, Person, find_person, has_administrator, list_audit,
            list_audit_of_person, list_passkeys, list_people, list_sessions, words_of,
        },
    },
    error::AppError,
    site::pages::Presenter,
};
use sqlx::AnyConnection;
use url::form_urlencoded::Serializer;

/// How many people or lines of the log stand on a page.
const ON_A_PAGE: usize = 50;
/// How many lines of the log stand on the page of a person.
const LOG_OF_A_PERSON: i64 = 20;
/// How many words of a search count.
const MOST_WORDS: usize = 6;

pub(super) async fn read_desk_page(
    visit: &Visit,
    connection: &mut AnyConnection,
    presenter: &Presenter<'_>,
) -> Result<DeskPage, AppError> {
    let Some(session) = visit.session() else {
        if has_administrator(connection).await? {
            let sign_in = sign_in_and_back(presenter);
            return Err(AppError::Elsewhere(sign_in));
        }
        return Ok(DeskPage::FirstAdministrator {
            command: "tilshi user add --email you@example.com --name \"Your Name\" --role admin --password-stdin"
                .to_owned(),
        });
    };
    if visit.is_second_step_missing() {
        return Ok(DeskPage::SecondStepMissing);
    }
    if !visit.may(Action::EnterNewsroom) {
        if !has_administrator(connection).await? {
            return Ok(DeskPage::FirstAdministrator {
                command: format!(
                    "tilshi user role --email {} --role admin",
                    session.person.email.as_deref().unwrap_or_default()
                ),
            });
        }
        return Ok(DeskPage::NotForReaders);
    }
    Ok(DeskPage::Open {
        name: session.person.name.clone(),
        role: session.person.role,
        writes: visit.may(Action::WriteOwnDrafts),
        administers: visit.may(Action::Administer),
    })
}

fn sign_in_and_back(presenter: &Presenter<'_>) -> String {
    let front = format!("/{}", presenter.language.code());
    let desk = format!("{front}/desk");
    let next: String = url::form_urlencoded::byte_serialize(desk.as_bytes()).collect();
    format!("{front}/sign-in?next={next}")
}

pub(super) async fn read_people_page(
    connection: &mut AnyConnection,
    presenter: &Presenter<'_>,
    address: &PersonalAddress,
) -> Result<PeoplePage, AppError> {
    let query = address.parameter("q").trim().to_owned();
    let role = Role::parse(address.parameter("role"));
    let filter = PeopleFilter {
        words: words_of(&query).into_iter().take(MOST_WORDS).collect(),
        role,
        before: address.parameter("before").parse().ok(),
    };
    let mut found = list_people(connection, &filter, one_more()).await?;
    let older = cut(&mut found).then(|| {
        let mut link = Serializer::new(String::new());
        if !query.is_empty() {
            link.append_pair("q", &query);
        }
        if let Some(role) = role {
            link.append_pair("role", role.as_str());
        }
        let last = found.last().map_or(0, |person| person.id);
        link.append_pair("before", &last.to_string());
        format!(
            "/{}/desk/people?{}",
            presenter.language.code(),
            link.finish()
        )
    });
    let people = found
        .iter()
        .map(|person| PersonEntry {
            href: format!("/{}/desk/people/{}", presenter.language.code(), person.id),
            name: person.name.clone(),
            email: person.email.clone().unwrap_or_default(),
            role: person.role,
            standing: standing(person),
        })
        .collect();
    Ok(PeoplePage {
        query,
        role,
        people,
        older,
    })
}

pub(super) async fn read_person_page(
    visit: &Visit,
    connection: &mut AnyConnection,
    presenter: &Presenter<'_>,
    id: i64,
) -> Result<PersonPage, AppError> {
    let person = find_person(connection, id)
        .await?
        .filter(|person| person.deleted_at.is_none())
        .ok_or(AppError::NotFound)?;
    let sessions = list_sessions(connection, id, visit.now).await?;
    let passkeys = list_passkeys(connection, id).await?;
    let log = list_audit_of_person(connection, id, LOG_OF_A_PERSON).await?;
    Ok(PersonPage {
        id,
        name: person.name.clone(),
        email: person.email.clone().unwrap_or_default(),
        role: person.role,
        standing: standing(&person),
        since: presenter.short_moment(person.created_at),
        seen: sessions
            .first()
            .map(|session| presenter.short_moment(session.last_seen_at)),
        second_step: person.has_second_step || !passkeys.is_empty(),
        sessions: sessions.len(),
        oneself: visit.signed_in()?.person.id == id,
        log: log
            .into_iter()
            .map(|record| entry(presenter, record))
            .collect(),
    })
}

pub(super) async fn read_audit_page(
    connection: &mut AnyConnection,
    presenter: &Presenter<'_>,
    address: &PersonalAddress,
) -> Result<AuditPage, AppError> {
    let before = address.parameter("before").parse().unwrap_or(i64::MAX);
    let mut records = list_audit(connection, before, one_more()).await?;
    let older = cut(&mut records).then(|| {
        let last = records.last().map_or(0, |record| record.id);
        format!("/{}/desk/log?before={last}", presenter.language.code())
    });
    Ok(AuditPage {
        entries: records
            .into_iter()
            .map(|record| entry(presenter, record))
            .collect(),
        older,
    })
}

fn standing(person: &Person) -> Standing {
    if person.suspended_at.is_some() {
        Standing::Suspended
    } else if person.delete_at.is_some() {
        Standing::Leaving
    } else if person.password_hash.is_none() {
        Standing::Invited
    } else if person.email_confirmed_at.is_none() {
        Standing::Unconfirmed
    } else {
        Standing::Active
    }
}

fn entry(presenter: &Presenter<'_>, record: AuditRecord) -> AuditEntry {
    AuditEntry {
        at: presenter.full_moment(record.at),
        person: if record.actor_id == record.person_id {
            String::new()
        } else {
            record.person
        },
        actor: record.actor,
        action: record.action,
        network: record.network,
        details: record.details.into_iter().collect(),
    }
}

fn one_more() -> i64 {
    i64::try_from(ON_A_PAGE + 1).unwrap_or(i64::MAX)
}

/// Drops the one that was read too many; whether there was one.
fn cut<T>(list: &mut Vec<T>) -> bool {
    let more = list.len() > ON_A_PAGE;
    list.truncate(ON_A_PAGE);
    more
}
