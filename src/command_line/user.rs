//! `tilshi user add|list|role|suspend|reinstate|reset-password`

use super::{fail, say};
use clap::Subcommand;
use std::{
    io::{self, Read},
    process::ExitCode,
};
use tilshi::{
    account::{
        administration::keep_an_administrator,
        email::EmailAddress,
        model::{AuditAction, Role},
        name::PersonName,
        password::{HashError, Hasher, LONGEST, NewPassword},
        store::{
            NewAuditRecord, NewPerson, PeopleFilter, Person, ask_rotation, disable_second_step,
            end_sessions, find_person_by_email, insert_audit, insert_person, list_people,
            set_password, set_role, set_suspended, void_mail_tokens,
        },
    },
    error::{AppError, Problem},
    server::{configuration::Configuration, database::Database, http::ClientNetwork},
    site::pages::now,
};

/// What can be done about people.
#[derive(Debug, Subcommand)]
pub enum User {
    /// Make an account whose address counts as confirmed
    Add {
        /// Its e-mail address
        #[arg(long, value_parser = read_email)]
        email: EmailAddress,
        /// The name shown to others
        #[arg(long, value_parser = read_name)]
        name: PersonName,
        /// reader, author, editor, moderator or admin
        #[arg(long, value_parser = read_role)]
        role: Role,
        /// Read the password from standard input, one line
        #[arg(long, required = true)]
        password_stdin: bool,
    },
    /// List accounts: id, role, standing, address and name, parted by tabs
    List {
        /// Only this role
        #[arg(long, value_parser = read_role)]
        role: Option<Role>,
    },
    /// Give a role
    Role {
        /// Whose: the account's e-mail address
        #[arg(long, value_parser = read_email)]
        email: EmailAddress,
        /// reader, author, editor, moderator or admin
        #[arg(long, value_parser = read_role)]
        role: Role,
    },
    /// Shut somebody out, at once and everywhere
    Suspend {
        /// Whom: the account's e-mail address
        #[arg(long, value_parser = read_email)]
        email: EmailAddress,
    },
    /// Let somebody in again
    Reinstate {
        /// Whom: the account's e-mail address
        #[arg(long, value_parser = read_email)]
        email: EmailAddress,
    },
    /// Set a new password and sign out everywhere
    ResetPassword {
        /// Whose: the account's e-mail address
        #[arg(long, value_parser = read_email)]
        email: EmailAddress,
        /// Read the password from standard input, one line
        #[arg(long, required = true)]
        password_stdin: bool,
    },
    /// Switch off the second step of somebody who has lost it, and sign out everywhere
    ResetSecondStep {
        /// Whose: the account's e-mail address
        #[arg(long, value_parser = read_email)]
        email: EmailAddress,
    },
}

/// How many accounts are read at once.
const ON_A_PAGE: i64 = 500;

fn read_email(text: &str) -> Result<EmailAddress, String> {
    EmailAddress::parse(text)
        .ok_or_else(|| "expected an address such as aigul@example.kz".to_owned())
}

fn read_name(text: &str) -> Result<PersonName, String> {
    PersonName::parse(text).map_err(describe)
}

fn read_role(text: &str) -> Result<Role, String> {
    Role::parse(text)
        .ok_or_else(|| "expected reader, author, editor, moderator or admin".to_owned())
}

/// Runs one of them.
pub async fn user(what: &User, configuration: &Configuration, database: &Database) -> ExitCode {
    let outcome = match what {
        User::Add {
            email, name, role, ..
        } => add(configuration, database, email, name, *role).await,
        User::List { role } => list(database, *role).await,
        User::Role { email, role } => give_role(database, email, *role).await,
        User::Suspend { email } => suspend(database, email).await,
        User::Reinstate { email } => reinstate(database, email).await,
        User::ResetPassword { email, .. } => reset_password(database, email).await,
        User::ResetSecondStep { email } => reset_second_step(database, email).await,
    };
    match outcome {
        Ok(line) => {
            if !line.is_empty() {
                say(io::stdout(), &line);
            }
            ExitCode::SUCCESS
        }
        Err(message) => fail(&message),
    }
}

async fn add(
    configuration: &Configuration,
    database: &Database,
    email: &EmailAddress,
    name: &PersonName,
    role: Role,
) -> Result<String, String> {
    let hash = hash_from_input(&[name.as_str(), email.as_str()]).await?;
    let mut transaction = database.write().await.map_err(explain)?;
    let person = NewPerson {
        email,
        confirmed: true,
        name: name.as_str(),
        language: configuration.site.default_language,
        role,
        password_hash: Some(&hash),
    };
    let id = insert_person(&mut transaction, &person, now())
        .await
        .map_err(explain)?
        .ok_or_else(|| format!("{email} has an account already"))?;
    write_down(
        &mut transaction,
        AuditAction::Added,
        id,
        &[("role", role.as_str())],
    )
    .await?;
    transaction.commit().await.map_err(explain)?;
    Ok(format!("added {email} as {}", role.as_str()))
}

async fn list(database: &Database, role: Option<Role>) -> Result<String, String> {
    let mut filter = PeopleFilter {
        role,
        ..PeopleFilter::default()
    };
    let mut connection = database.read().await.map_err(explain)?;
    loop {
        let people = list_people(&mut connection, &filter, ON_A_PAGE)
            .await
            .map_err(explain)?;
        for person in &people {
            say(io::stdout(), &line_of(person));
        }
        filter.before = people.last().map(|person| person.id);
        if i64::try_from(people.len()).unwrap_or(0) < ON_A_PAGE {
            return Ok(String::new());
        }
    }
}

fn line_of(person: &Person) -> String {
    let standing = if person.suspended_at.is_some() {
        "suspended"
    } else if person.delete_at.is_some() {
        "leaving"
    } else if person.password_hash.is_none() {
        "invited"
    } else if person.email_confirmed_at.is_none() {
        "unconfirmed"
    } else {
        "active"
    };
    let email = person.email.as_deref().unwrap_or_default();
    let role = person.role.as_str();
    format!(
        "{}\t{role}\t{standing}\t{email}\t{}",
        person.id, person.name
    )
}

async fn give_role(
    database: &Database,
    email: &EmailAddress,
    role: Role,
) -> Result<String, String> {
    let mut transaction = database.write().await.map_err(explain)?;
    let person = find(&mut transaction, email).await?;
    if role != Role::Admin {
        keep_an_administrator(&mut transaction, &person)
            .await
            .map_err(explain_refusal)?;
    }
    set_role(&mut transaction, person.id, role)
        .await
        .map_err(explain)?;
    ask_rotation(&mut transaction, person.id, now())
        .await
        .map_err(explain)?;
    let details = [("from", person.role.as_str()), ("to", role.as_str())];
    write_down(
        &mut transaction,
        AuditAction::RoleChanged,
        person.id,
        &details,
    )
    .await?;
    transaction.commit().await.map_err(explain)?;
    Ok(format!("{email} is {} now", role.as_str()))
}

async fn suspend(database: &Database, email: &EmailAddress) -> Result<String, String> {
    let mut transaction = database.write().await.map_err(explain)?;
    let person = find(&mut transaction, email).await?;
    keep_an_administrator(&mut transaction, &person)
        .await
        .map_err(explain_refusal)?;
    set_suspended(&mut transaction, person.id, Some(now()))
        .await
        .map_err(explain)?;
    end_sessions(&mut transaction, person.id, None)
        .await
        .map_err(explain)?;
    void_mail_tokens(&mut transaction, person.id, None, now())
        .await
        .map_err(explain)?;
    write_down(&mut transaction, AuditAction::Suspended, person.id, &[]).await?;
    transaction.commit().await.map_err(explain)?;
    Ok(format!("{email} is suspended and signed out everywhere"))
}

async fn reinstate(database: &Database, email: &EmailAddress) -> Result<String, String> {
    let mut transaction = database.write().await.map_err(explain)?;
    let person = find(&mut transaction, email).await?;
    set_suspended(&mut transaction, person.id, None)
        .await
        .map_err(explain)?;
    write_down(&mut transaction, AuditAction::Reinstated, person.id, &[]).await?;
    transaction.commit().await.map_err(explain)?;
    Ok(format!("{email} may sign in again"))
}

async fn reset_password(database: &Database, email: &EmailAddress) -> Result<String, String> {
    let mut connection = database.read().await.map_err(explain)?;
    let person = find(&mut connection, email).await?;
    drop(connection);
    let hash = hash_from_input(&[&person.name, email.as_str()]).await?;
    let mut transaction = database.write().await.map_err(explain)?;
    set_password(&mut transaction, person.id, &hash)
        .await
        .map_err(explain)?;
    end_sessions(&mut transaction, person.id, None)
        .await
        .map_err(explain)?;
    void_mail_tokens(&mut transaction, person.id, None, now())
        .await
        .map_err(explain)?;
    write_down(
        &mut transaction,
        AuditAction::PasswordChanged,
        person.id,
        &[("by", "command line")],
    )
    .await?;
    transaction.commit().await.map_err(explain)?;
    Ok(format!(
        "{email} has a new password and is signed out everywhere"
    ))
}

async fn reset_second_step(database: &Database, email: &EmailAddress) -> Result<String, String> {
    let mut transaction = database.write().await.map_err(explain)?;
    let person = find(&mut transaction, email).await?;
    disable_second_step(&mut transaction, person.id)
        .await
        .map_err(explain)?;
    end_sessions(&mut transaction, person.id, None)
        .await
        .map_err(explain)?;
    let details = [("by", "command line")];
    write_down(
        &mut transaction,
        AuditAction::SecondStepOff,
        person.id,
        &details,
    )
    .await?;
    transaction.commit().await.map_err(explain)?;
    Ok(format!(
        "{email} has no second step now and is signed out everywhere"
    ))
}

async fn find(
    connection: &mut sqlx::AnyConnection,
    email: &EmailAddress,
) -> Result<Person, String> {
    find_person_by_email(connection, email)
        .await
        .map_err(explain)?
        .ok_or_else(|| format!("no account has the address {email}"))
}

async fn write_down(
    connection: &mut sqlx::AnyConnection,
    action: AuditAction,
    person_id: i64,
    details: &[(&str, &str)],
) -> Result<(), String> {
    let record = NewAuditRecord {
        actor_id: None,
        person_id: Some(person_id),
        action,
        network: "",
        details,
    };
    insert_audit(connection, &record, now())
        .await
        .map_err(explain)
}

/// Reads a password from standard input, where no list of processes and no shell history shows it.
async fn hash_from_input(known: &[&str]) -> Result<String, String> {
    let mut text = String::new();
    // Four bytes a character, and the end of the line.
    let most = LONGEST as u64 * 4 + 2;
    io::stdin()
        .take(most)
        .read_to_string(&mut text)
        .map_err(|error| format!("the password could not be read: {error}"))?;
    let line = text.lines().next().unwrap_or_default();
    let password = NewPassword::parse(line, known)
        .map_err(|problem| format!("the password on standard input: {}", describe(problem)))?;
    let hasher = Hasher::new().map_err(|error| error.to_string())?;
    hasher
        .hash(&password, &ClientNetwork::parse("127.0.0.1"))
        .await
        .map_err(|error| match error {
            HashError::Common => format!(
                "the password on standard input: {}",
                describe(Problem::CommonPassword)
            ),
            other => other.to_string(),
        })
}

fn explain(error: sqlx::Error) -> String {
    format!("the database failed: {error}")
}

fn explain_refusal(error: AppError) -> String {
    match error {
        AppError::Invalid(_) => {
            "there must be an administrator left: make another one first".to_owned()
        }
        _ => "the database failed; its log line says why".to_owned(),
    }
}

fn describe(problem: Problem) -> String {
    match problem {
        Problem::Missing => "is empty".to_owned(),
        Problem::TooShort(least) => format!("has fewer than {least} characters"),
        Problem::TooLong(most) => format!("has more than {most} characters"),
        Problem::CommonPassword => {
            "is one of those that are guessed first; take a longer or less usual one".to_owned()
        }
        _ => "cannot be used".to_owned(),
    }
}
