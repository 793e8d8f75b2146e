//! How often something may be tried. Failures are counted by what they are aimed at and by where
//! they come from; after some, each costs a wait, and the waits grow.

use super::{
    model::AuditAction,
    secret,
    store::{
        NewAuditRecord, clear_failures, count_failure, find_wait, insert_audit, lock_subject,
        set_wait,
    },
};
use crate::{error::AppError, server::http::ClientNetwork};
use sqlx::AnyConnection;

/// The first wait, in milliseconds; each further failure doubles it.
const FIRST_WAIT: i64 = 30_000;
/// The longest wait. An attacker who keeps an account waiting keeps its owner from the password
/// only: sessions go on, and passkeys are not asked to wait for the account.
const LONGEST_WAIT: i64 = 15 * 60_000;
/// Of an account's failures one is forgotten every hour.
const ACCOUNT_FORGETS: i64 = 3_600_000;
/// Of a network's one every minute: thousands of telephones can stand behind one address, and somebody
/// among them mistypes every now and then.
const NETWORK_FORGETS: i64 = 60_000;

/// What is tried. Each has its own count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attempt {
    /// A password, at sign-in or before something dangerous.
    Password,
    /// A code of the second step.
    Code,
    /// A passkey.
    Passkey,
    /// Beginning to sign in with a passkey, which stores a challenge. Every one counts.
    Begin,
    /// A mail that anybody can cause: sign-up, forgotten password. Every one counts.
    Mail,
}

impl Attempt {
    fn word(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::Code => "code",
            Self::Passkey => "passkey",
            Self::Begin => "begin",
            Self::Mail => "mail",
        }
    }

    /// How many failures are free by account. At passwords the eleventh try waits.
    fn free_by_account(self) -> i64 {
        match self {
            Self::Password | Self::Code | Self::Passkey | Self::Begin => 10,
            Self::Mail => 4,
        }
    }

    /// How many are free by network. A school or a whole town of telephones can stand behind one
    /// address.
    fn free_by_network(self) -> i64 {
        match self {
            Self::Password | Self::Code | Self::Passkey => 50,
            Self::Mail => 20,
            Self::Begin => 200,
        }
    }
}

/// Whose attempts are counted: the account, by its address whether it exists or not, and the network.
#[derive(Clone, Debug)]
pub struct Attempts {
    attempt: Attempt,
    by_account: Option<String>,
    by_network: String,
    network: String,
}

impl Attempts {
    /// Attempts on the account with this address, from this network.
    pub fn on_account(attempt: Attempt, email: &str, network: &ClientNetwork) -> Self {
        Self {
            by_account: Some(format!(
                "{}:account:{}",
                attempt.word(),
                secret::hash(&email.to_lowercase())
            )),
            ..Self::from_network(attempt, network)
        }
    }

    /// Attempts that name no account.
    pub fn from_network(attempt: Attempt, network: &ClientNetwork) -> Self {
        Self {
            attempt,
            by_account: None,
            by_network: format!("{}:network:{}", attempt.word(), network.group()),
            network: network.to_string(),
        }
    }

    /// Whether it may be tried now.
    ///
    /// # Errors
    /// [`AppError::Wait`] with the seconds to wait, or when the database fails.
    pub async fn check(&self, connection: &mut AnyConnection, now: i64) -> Result<(), AppError> {
        let subjects: Vec<String> = self.subjects().cloned().collect();
        Self::check_subjects(connection, &subjects, now).await
    }

    /// The same in a transaction that will count: others who try the same wait until it ends, so that
    /// many at once are no more than many one after the other.
    ///
    /// # Errors
    /// As [`Attempts::check`].
    pub async fn hold(&self, connection: &mut AnyConnection, now: i64) -> Result<(), AppError> {
        for subject in self.subjects() {
            lock_subject(connection, subject, now).await?;
        }
        self.check(connection, now).await
    }

    /// Whether this network may try it now, whatever the account.
    ///
    /// # Errors
    /// As [`Attempts::check`].
    pub async fn check_network(
        &self,
        connection: &mut AnyConnection,
        now: i64,
    ) -> Result<(), AppError> {
        Self::check_subjects(connection, std::slice::from_ref(&self.by_network), now).await
    }

    /// Counts a mail. False when the account has had enough for a while.
    ///
    /// # Errors
    /// [`AppError::Wait`] when the network has caused too many, or when the database fails.
    pub async fn may_send(
        &self,
        connection: &mut AnyConnection,
        now: i64,
    ) -> Result<bool, AppError> {
        self.check_network(connection, now).await?;
        match self.hold(connection, now).await {
            Ok(()) => {
                self.fail(connection, now).await?;
                Ok(true)
            }
            Err(AppError::Wait(_)) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Account before network, in every transaction alike.
    fn subjects(&self) -> impl Iterator<Item = &String> {
        self.by_account.iter().chain([&self.by_network])
    }

    async fn check_subjects(
        connection: &mut AnyConnection,
        subjects: &[String],
        now: i64,
    ) -> Result<(), AppError> {
        let until = find_wait(connection, subjects).await?;
        if until > now {
            let seconds = u64::try_from((until - now).div_euclid(1000) + 1).unwrap_or(1);
            return Err(AppError::Wait(seconds));
        }
        Ok(())
    }

    /// Counts a failure, and begins a wait where there have been too many.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn fail(&self, connection: &mut AnyConnection, now: i64) -> Result<(), sqlx::Error> {
        let counts = [
            (
                self.by_account.as_deref(),
                self.attempt.free_by_account(),
                ACCOUNT_FORGETS,
            ),
            (
                Some(self.by_network.as_str()),
                self.attempt.free_by_network(),
                NETWORK_FORGETS,
            ),
        ];
        for (subject, free, forgets) in counts {
            let Some(subject) = subject else { continue };
            let failures = count_failure(connection, subject, forgets, now).await?;
            if failures >= free {
                set_wait(connection, subject, now + wait_after(failures - free)).await?;
                let halted = NewAuditRecord {
                    actor_id: None,
                    person_id: None,
                    action: AuditAction::SignInHalted,
                    network: &self.network,
                    details: &[("failures", &failures.to_string())],
                };
                insert_audit(connection, &halted, now).await?;
            }
        }
        Ok(())
    }

    /// It has succeeded: the account's failures are forgotten. Those of the network are not, or one
    /// account of one's own would let one guess at all others.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn succeed(&self, connection: &mut AnyConnection) -> Result<(), sqlx::Error> {
        match &self.by_account {
            Some(subject) => clear_failures(connection, subject).await,
            None => Ok(()),
        }
    }
}

fn wait_after(failures_too_many: i64) -> i64 {
    let doublings = u32::try_from(failures_too_many.clamp(0, 20)).unwrap_or(20);
    (FIRST_WAIT << doublings).min(LONGEST_WAIT)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::server::database::testing::on_each;

    #[test]
    fn waits_grow_and_have_an_end() {
        assert_eq!(wait_after(0), 30_000);
        assert_eq!(wait_after(1), 60_000);
        assert_eq!(wait_after(4), 480_000);
        assert_eq!(wait_after(5), LONGEST_WAIT);
        assert_eq!(wait_after(1_000_000), LONGEST_WAIT);
    }

    #[tokio::test]
    async fn the_eleventh_try_waits() {
        on_each(|database| async move {
            let network = ClientNetwork::parse("192.0.2.1");
            let attempts = Attempts::on_account(Attempt::Password, "a@example.kz", &network);
            let mut transaction = database.write().await.expect("a transaction");
            let mut now = 1_000_000;
            for _ in 0..10 {
                attempts.check(&mut transaction, now).await.expect("free");
                attempts.fail(&mut transaction, now).await.expect("counted");
            }
            assert_eq!(
                attempts.check(&mut transaction, now).await,
                Err(AppError::Wait(31))
            );
            let other = Attempts::on_account(Attempt::Password, "b@example.kz", &network);
            other
                .check(&mut transaction, now)
                .await
                .expect("another account is free");
            now += 30_000;
            attempts
                .check(&mut transaction, now)
                .await
                .expect("the wait is over");
            attempts.fail(&mut transaction, now).await.expect("counted");
            assert_eq!(
                attempts.check(&mut transaction, now).await,
                Err(AppError::Wait(61)),
                "the next wait is longer"
            );
            attempts.succeed(&mut transaction).await.expect("forgotten");
            attempts
                .check(&mut transaction, now)
                .await
                .expect("all is forgiven");
        })
        .await;
    }

    #[tokio::test]
    async fn a_network_waits_for_what_it_does_to_many_accounts() {
        on_each(|database| async move {
            let mut transaction = database.write().await.expect("a transaction");
            let now = 1_000_000;
            let network = ClientNetwork::parse("2001:db8:1:2::5");
            for number in 0..50 {
                let email = format!("{number}@example.kz");
                let attempts = Attempts::on_account(Attempt::Password, &email, &network);
                attempts.check(&mut transaction, now).await.expect("free");
                attempts.fail(&mut transaction, now).await.expect("counted");
                attempts
                    .succeed(&mut transaction)
                    .await
                    .expect("the account is forgiven");
            }
            let neighbour = ClientNetwork::parse("2001:db8:1:2:ffff::9");
            let attempts = Attempts::on_account(Attempt::Password, "new@example.kz", &neighbour);
            assert_eq!(
                attempts.check(&mut transaction, now).await,
                Err(AppError::Wait(31)),
                "the same /64"
            );
            let elsewhere = ClientNetwork::parse("2001:db8:1:3::5");
            Attempts::on_account(Attempt::Password, "new@example.kz", &elsewhere)
                .check(&mut transaction, now)
                .await
                .expect("another network is free");
        })
        .await;
    }

    #[tokio::test]
    async fn failures_are_forgotten_one_by_one() {
        on_each(|database| async move {
            let mut transaction = database.write().await.expect("a transaction");
            let network = ClientNetwork::parse("192.0.2.1");
            let attempts = Attempts::on_account(Attempt::Code, "a@example.kz", &network);
            for _ in 0..9 {
                attempts.fail(&mut transaction, 0).await.expect("counted");
            }
            // Three are forgotten, one is new, three more are free.
            let mut now = 3 * ACCOUNT_FORGETS;
            for _ in 0..3 {
                attempts.fail(&mut transaction, now).await.expect("counted");
                attempts
                    .check(&mut transaction, now)
                    .await
                    .expect("still free");
            }
            attempts.fail(&mut transaction, now).await.expect("counted");
            assert!(attempts.check(&mut transaction, now).await.is_err());
            now += 100 * ACCOUNT_FORGETS;
            attempts.fail(&mut transaction, now).await.expect("counted");
            attempts
                .check(&mut transaction, now)
                .await
                .expect("all but one are forgotten");
        })
        .await;
    }
}
