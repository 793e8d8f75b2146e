//! Who asks: the session behind a request, and the cookies that hold it.

mod browser;
mod cookies;

pub use browser::describe_browser;
pub use cookies::{CookieName, Cookies};

use super::{
    access::{Action, Requirement, may},
    model::Role,
    secret::Secret,
    store::{
        Method, NewSession, Session, find_session, find_session_by_id, insert_session,
        rotate_session, touch_session,
    },
};
use crate::{
    error::AppError,
    language::Language,
    server::{
        configuration::{AccountSettings, SessionLimits, SiteSettings},
        http::ClientNetwork,
        state::AppState,
    },
    site::pages::now,
};
use axum::http::{HeaderMap, header, request::Parts};
use std::time::Duration;

/// How old the note of a session's last use may become before it is written anew, in milliseconds.
/// Not at every request, because that would make a write of every read.
const SEEN_ROUGHLY: i64 = 60_000;

/// The most characters of what a browser says of itself that are kept.
const LONGEST_USER_AGENT: usize = 400;

/// A request with all that is known of who sent it. Made once for each request, before anything is
/// done; cookies that are set on the way are sent with the answer.
#[derive(Clone, Debug)]
pub struct Visit {
    /// The running paper.
    pub state: AppState,
    /// Where it comes from.
    pub network: ClientNetwork,
    /// When it came, milliseconds UTC.
    pub now: i64,
    /// The language that the answer is wanted in.
    pub language: Language,
    /// What the browser says it is.
    pub user_agent: String,
    /// What it holds for us.
    pub cookies: Cookies,
    session: Option<Session>,
}

/// Somebody who runs the paper: people, log, settings. Only [`Visit::administrator`] makes one.
#[derive(Clone, Debug)]
pub struct Administrator {
    /// Their id.
    pub id: i64,
}

/// Somebody who writes: drafts of their own, or every article. Only [`Visit::writer`] makes one.
#[derive(Clone, Debug)]
pub struct Writer {
    /// Their id.
    pub id: i64,
    /// The name shown to others.
    pub name: String,
    /// Whether they edit and publish every article.
    pub is_editor: bool,
}

/// Somebody who edits and publishes every article. Only [`Visit::editor`] makes one.
#[derive(Clone, Debug)]
pub struct Editor {
    /// Their id.
    pub id: i64,
    /// The name shown to others.
    pub name: String,
}

impl Visit {
    /// Looks up who sends a request, and gives their session a new token where that is due.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn read(state: &AppState, parts: &Parts) -> Result<Self, sqlx::Error> {
        let settings = &state.configuration;
        let network = ClientNetwork::of_request(
            &parts.headers,
            &parts.extensions,
            &settings.http.trusted_proxies,
        );
        let mut visit = Self {
            state: state.clone(),
            network,
            now: now(),
            language: language(&parts.headers, &settings.site),
            user_agent: user_agent(&parts.headers),
            cookies: Cookies::read(&parts.headers, settings.site.url.scheme() == "https"),
            session: None,
        };
        if let Some(token) = visit.cookies.get(CookieName::Session) {
            // A token that is dead is left where it is: the answer may come after that of another
            // request which has brought a new one.
            visit.session = visit.find_session(&token).await?;
        }
        Ok(visit)
    }

    async fn find_session(&self, token: &Secret) -> Result<Option<Session>, sqlx::Error> {
        let hash = token.hash();
        let mut connection = self.state.database.read().await?;
        let Some(session) = find_session(&mut connection, &hash, self.now).await? else {
            return Ok(None);
        };
        drop(connection);
        let Some(expires_at) = self.end_of(&session) else {
            return Ok(None);
        };
        if session.must_rotate {
            let new = Secret::generate().map_err(|error| sqlx::Error::Io(error.into()))?;
            let mut transaction = self.state.database.write().await?;
            let rotated = rotate_session(
                &mut transaction,
                session.id,
                &hash,
                &new.hash(),
                expires_at,
                self.now,
            )
            .await?;
            transaction.commit().await?;
            if rotated {
                self.keep(&new, session.person.role);
            }
        } else if self.now - session.last_seen_at > SEEN_ROUGHLY {
            let mut transaction = self.state.database.write().await?;
            let network = self.network.to_string();
            touch_session(&mut transaction, session.id, &network, expires_at, self.now).await?;
            transaction.commit().await?;
        }
        Ok(Some(session))
    }

    /// When a session ends, unless it has: it may be too old for the role that its owner has by now, or
    /// for limits that were shortened.
    fn end_of(&self, session: &Session) -> Option<i64> {
        let limits = limits(&self.state.configuration.accounts, session.person.role);
        let expires_at = self.expiry(session.person.role, session.created_at);
        let idle = session.last_seen_at + milliseconds(limits.idle);
        (expires_at.min(idle) > self.now).then_some(expires_at)
    }

    /// The same visit at this moment, for an answer that goes on: nobody is signed in any more when the
    /// session has ended since.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn look_again(&self) -> Result<Self, sqlx::Error> {
        let mut visit = self.clone();
        visit.now = now();
        if let Some(session) = &self.session {
            let mut connection = self.state.database.read().await?;
            let found = find_session_by_id(&mut connection, session.id, visit.now).await?;
            visit.session = found.filter(|session| visit.end_of(session).is_some());
        }
        Ok(visit)
    }

    /// Begins a session for somebody who has proved who they are, in the place of any that this
    /// browser had: a token that was put into the browser beforehand is worth nothing.
    ///
    /// # Errors
    /// When the database fails or there are no random numbers.
    pub async fn begin_session(
        &self,
        connection: &mut sqlx::AnyConnection,
        person_id: i64,
        role: Role,
        method: Method,
    ) -> Result<(), AppError> {
        if let Some(session) = &self.session {
            super::store::end_session(connection, session.person.id, session.id).await?;
        }
        let token = Secret::generate()?;
        let session = NewSession {
            person_id,
            token_hash: &token.hash(),
            expires_at: self.expiry(role, self.now),
            method,
            user_agent: &self.user_agent,
            network: &self.network.to_string(),
        };
        insert_session(connection, &session, self.now).await?;
        self.keep(&token, role);
        Ok(())
    }

    /// Takes the session's cookies out of the browser.
    pub fn forget_session(&self) {
        self.cookies.remove(CookieName::Session);
        self.cookies.remove(CookieName::Visitor);
    }

    fn keep(&self, token: &Secret, role: Role) {
        let keep = limits(&self.state.configuration.accounts, role).absolute;
        self.cookies.set(CookieName::Session, token.reveal(), keep);
        self.cookies.set(CookieName::Visitor, "1", keep);
    }

    /// When a session that began then ends, if it is not used again after now.
    fn expiry(&self, role: Role, created_at: i64) -> i64 {
        let limits = limits(&self.state.configuration.accounts, role);
        (self.now + milliseconds(limits.idle)).min(created_at + milliseconds(limits.absolute))
    }

    /// The session, if somebody is signed in.
    pub fn session(&self) -> Option<&Session> {
        self.session.as_ref()
    }

    /// The session of whoever must be signed in.
    ///
    /// # Errors
    /// [`AppError::SignInNeeded`].
    pub fn signed_in(&self) -> Result<&Session, AppError> {
        self.session.as_ref().ok_or(AppError::SignInNeeded)
    }

    /// Whether the newsroom stays shut to whoever is signed in, because the paper asks for a second
    /// step and this session has none.
    pub fn is_second_step_missing(&self) -> bool {
        self.session.as_ref().is_some_and(|session| {
            self.state.configuration.accounts.second_step_required
                && session.person.role.is_newsroom()
                && session.method == Method::Password
        })
    }

    /// Whether whoever asks may do something.
    pub fn may(&self, action: Action) -> bool {
        self.session.as_ref().is_some_and(|session| {
            may(session.person.role, action) && !self.is_second_step_missing()
        })
    }

    /// Holds the request against a row of the table.
    ///
    /// # Errors
    /// [`AppError::SignInNeeded`] or [`AppError::Forbidden`].
    pub fn check(&self, requirement: Requirement) -> Result<(), AppError> {
        match requirement {
            Requirement::Public | Requirement::Anyone => Ok(()),
            Requirement::SignedIn => self.signed_in().map(|_| ()),
            Requirement::May(action) => {
                self.signed_in()?;
                if self.may(action) {
                    Ok(())
                } else {
                    Err(AppError::Forbidden)
                }
            }
        }
    }

    /// Who asks, as somebody who writes.
    ///
    /// # Errors
    /// [`AppError::SignInNeeded`] or [`AppError::Forbidden`].
    pub fn writer(&self) -> Result<Writer, AppError> {
        self.check(Requirement::May(Action::WriteOwnDrafts))?;
        let person = &self.signed_in()?.person;
        Ok(Writer {
            id: person.id,
            name: person.name.clone(),
            is_editor: self.may(Action::Publish),
        })
    }

    /// Who asks, as somebody who publishes.
    ///
    /// # Errors
    /// [`AppError::SignInNeeded`] or [`AppError::Forbidden`].
    pub fn editor(&self) -> Result<Editor, AppError> {
        self.check(Requirement::May(Action::Publish))?;
        let person = &self.signed_in()?.person;
        Ok(Editor {
            id: person.id,
            name: person.name.clone(),
        })
    }

    /// Who asks, as somebody who runs the paper.
    ///
    /// # Errors
    /// [`AppError::SignInNeeded`] or [`AppError::Forbidden`].
    pub fn administrator(&self) -> Result<Administrator, AppError> {
        self.check(Requirement::May(Action::Administer))?;
        Ok(Administrator {
            id: self.signed_in()?.person.id,
        })
    }
}

/// How long sessions of a role last.
pub fn limits(settings: &AccountSettings, role: Role) -> &SessionLimits {
    if role.is_newsroom() {
        &settings.newsroom_limits
    } else {
        &settings.reader_limits
    }
}

/// Forms say what language they are in as `Accept-Language` with that language alone.
fn language(headers: &HeaderMap, site: &SiteSettings) -> Language {
    headers
        .get(header::ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok())
        .and_then(Language::parse)
        .filter(|language| site.languages.contains(language))
        .unwrap_or(site.default_language)
}

fn milliseconds(duration: Duration) -> i64 {
    i64::try_from(duration.as_millis()).unwrap_or(i64::MAX / 4)
}

fn user_agent(headers: &HeaderMap) -> String {
    headers
        .get(header::USER_AGENT)
        .map(|value| String::from_utf8_lossy(value.as_bytes()))
        .unwrap_or_default()
        .chars()
        .filter(|letter| !letter.is_control())
        .take(LONGEST_USER_AGENT)
        .collect()
}
