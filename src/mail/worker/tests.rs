use super::*;
use crate::{
    account::store::{MailToken, use_mail_token, void_mail_tokens},
    language::Language,
    mail::{
        MailKind, NewMail, detail, enqueue_mail,
        testing::{NOW, ReadMail, address, configuration, details, insert_person},
    },
    server::database::testing::{on_each, on_sqlite},
};
use sqlx::Row;
use std::{fs, io::Write, os::unix::fs::PermissionsExt, path::Path, sync::Mutex};

mod server;

const MINUTE: i64 = 60_000;

/// Stores a mail to the address, about a new person.
async fn enqueue(database: &Database, kind: MailKind, recipient: &str) -> i64 {
    let person = insert_person(database, &format!("{}-{recipient}", kind.as_str())).await;
    let mail = NewMail {
        kind,
        person_id: Some(person),
        recipient: &address(recipient),
        language: Language::Kazakh,
        details: details(&[
            (detail::ADDRESS, "marat@other.example"),
            (detail::PASSKEY, "<b>\"x\"</b>\r\nBcc: y@example.kz"),
            (detail::INVITER, "<b>\"x\"</b>\r\nBcc: y@example.kz"),
            (detail::ROLE, "editor"),
            (detail::UNTIL, "1795457112123"),
            (detail::COUNT, "1"),
            (detail::NOTICES, "[]"),
        ]),
    };
    let mut transaction = database.write().await.expect("a transaction");
    enqueue_mail(&mut transaction, &mail, NOW)
        .await
        .expect("stored");
    transaction.commit().await.expect("a commit");
    person
}

fn worker(database: &Database, folder: &Path, variables: &[(&str, &str)]) -> Worker {
    Worker::new(database.clone(), configuration(folder, variables)).expect("a worker")
}

/// Sends all that is due, and returns how many mails were taken in hand.
async fn send_all(worker: &mut Worker, now: i64) -> usize {
    let mut count = 0;
    while worker.send_next(now).await.expect("the database") {
        count += 1;
    }
    count
}

/// Paths of the mail files in order.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder.join("data/mail")).expect("the folder");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("a file").path()).collect();
    paths.sort();
    paths
}

fn read(path: &Path) -> ReadMail {
    ReadMail::parse(&fs::read(path).expect("a file"))
}

/// The only mail's sent_at, failed_at, attempts and last_error.
async fn outcome(database: &Database) -> (Option<i64>, Option<i64>, i64, Option<String>) {
    let mut connection = database.read().await.expect("a connection");
    let row = sqlx::query("SELECT sent_at, failed_at, attempts, last_error FROM mails")
        .fetch_one(&mut *connection)
        .await
        .expect("a mail");
    (
        row.get("sent_at"),
        row.get("failed_at"),
        row.get("attempts"),
        row.get("last_error"),
    )
}

/// Lets the database forget the only mail's claim and sending, as a crash would.
async fn forget(database: &Database) {
    let mut transaction = database.write().await.expect("a transaction");
    sqlx::query("UPDATE mails SET sent_at = NULL, claimed_until = 0")
        .execute(&mut *transaction)
        .await
        .expect("forgotten");
    transaction.commit().await.expect("a commit");
}

#[tokio::test]
async fn without_a_mail_server_every_mail_becomes_a_private_file() {
    on_each(async |database: Database| {
        let folder = tempfile::tempdir().expect("a folder");
        for kind in MailKind::ALL {
            enqueue(&database, kind, "aigul@example.kz").await;
        }
        let mut worker = worker(&database, folder.path(), &[]);
        assert_eq!(send_all(&mut worker, NOW + 1).await, MailKind::ALL.len());
        assert_eq!(send_all(&mut worker, NOW + 1).await, 0, "once each");
        let mode = |path: &Path| fs::metadata(path).expect("a file").permissions().mode() & 0o777;
        assert_eq!(mode(&folder.path().join("data/mail")), 0o700);
        let files = files(folder.path());
        assert_eq!(files.len(), MailKind::ALL.len(), "{files:?}");
        for kind in MailKind::ALL {
            let ending = format!("-{}-aigul@example.kz.eml", kind.as_str());
            let found: Vec<&PathBuf> = files
                .iter()
                .filter(|path| path.to_string_lossy().ends_with(&ending))
                .collect();
            assert_eq!(found.len(), 1, "{kind:?} in {files:?}");
            assert_eq!(mode(found[0]), 0o600);
            let mail = read(found[0]);
            assert_eq!(mail.header("date"), "Mon, 23 Nov 2026 18:05:12 +0000");
            assert_eq!(mail.header("from"), "Тілші <tilshi@paper.example>");
            assert_eq!(mail.header("to"), "aigul@example.kz");
            assert!(mail.header("subject").starts_with("Тілші: "));
            assert_eq!(mail.header("auto-submitted"), "auto-generated");
            assert_eq!(mail.header("content-language"), "kk");
            assert_eq!(mail.header("mime-version"), "1.0");
            assert!(mail.headers.iter().all(|(name, _)| name != "bcc"));
            if kind == MailKind::Digest {
                let page = "<https://paper.example/kk/comments#digest>";
                assert_eq!(mail.header("list-unsubscribe"), page);
            } else {
                assert!(
                    mail.headers
                        .iter()
                        .all(|(name, _)| name != "list-unsubscribe")
                );
            }
            assert!(mail.plain.contains("https://paper.example"));
            assert!(mail.html.starts_with("<!DOCTYPE html>"));
            assert!(mail.html.ends_with("</html>\n"));
        }
    })
    .await;
}

#[tokio::test]
async fn the_token_in_a_mail_works_once_and_its_time_runs_from_the_sending() {
    on_each(async |database: Database| {
        for (kind, purpose) in [
            (MailKind::ConfirmAddress, TokenPurpose::Confirm),
            (MailKind::ResetPassword, TokenPurpose::Reset),
            (MailKind::ConfirmNewAddress, TokenPurpose::Email),
            (MailKind::Invitation, TokenPurpose::Invitation),
        ] {
            let folder = tempfile::tempdir().expect("a folder");
            let person = enqueue(&database, kind, "new@example.kz").await;
            let sent_at = NOW + 24 * 60 * MINUTE;
            let mut worker = worker(&database, folder.path(), &[]);
            assert_eq!(send_all(&mut worker, sent_at).await, 1);
            let token = read(&files(folder.path())[0]).token();
            let token = Secret::parse(&token).expect("a token");
            let take = async |now| {
                let mut transaction = database.write().await.expect("a transaction");
                let taken = use_mail_token(&mut transaction, purpose, &token, now).await;
                transaction.commit().await.expect("a commit");
                taken.expect("an answer")
            };
            let end = sent_at + i64::try_from(purpose.lifetime().as_millis()).expect("a number");
            assert_eq!(take(end).await, None, "too late");
            let expected = MailToken {
                person_id: person,
                email: address("new@example.kz"),
            };
            assert_eq!(take(end - 1).await, Some(expected));
            assert_eq!(take(end - 1).await, None, "once");
        }
    })
    .await;
}

#[tokio::test]
async fn after_a_crash_the_mail_comes_again_and_can_be_recognised() {
    on_each(async |database: Database| {
        let folder = tempfile::tempdir().expect("a folder");
        enqueue(&database, MailKind::ResetPassword, "aigul@example.kz").await;
        let mut worker = worker(&database, folder.path(), &[]);
        send_all(&mut worker, NOW).await;
        let before = read(&files(folder.path())[0]);
        forget(&database).await;
        assert_eq!(send_all(&mut worker, NOW + MINUTE).await, 1);
        let files = files(folder.path());
        assert_eq!(files.len(), 1, "the same file: {files:?}");
        let after = read(&files[0]);
        assert_eq!(after.header("message-id"), before.header("message-id"));
        assert!(before.header("message-id").ends_with("@paper.example>"));
        assert_ne!(after.token(), before.token());
    })
    .await;
}

#[tokio::test]
async fn what_was_sent_but_not_marked_is_marked_and_not_sent_again() {
    on_each(async |database: Database| {
        let folder = tempfile::tempdir().expect("a folder");
        enqueue(&database, MailKind::PasswordChanged, "aigul@example.kz").await;
        let mut worker = worker(&database, folder.path(), &[]);
        send_all(&mut worker, NOW).await;
        let path = files(folder.path()).remove(0);
        fs::remove_file(&path).expect("removed");
        forget(&database).await;
        // As if the database had gone away between sending and marking.
        worker.unmarked.push((1, NOW));
        assert_eq!(send_all(&mut worker, NOW + 60 * MINUTE).await, 0);
        assert!(!path.exists());
        assert_eq!(outcome(&database).await.0, Some(NOW));
    })
    .await;
}

#[tokio::test]
async fn the_worker_outlives_a_database_that_fails() {
    on_each(async |database: Database| {
        let folder = tempfile::tempdir().expect("a folder");
        enqueue(&database, MailKind::PasswordChanged, "aigul@example.kz").await;
        let mut worker = worker(&database, folder.path(), &[]);
        let rename = async |sql| {
            let mut transaction = database.write().await.expect("a transaction");
            sqlx::query(sql)
                .execute(&mut *transaction)
                .await
                .expect(sql);
            transaction.commit().await.expect("a commit");
        };
        rename("ALTER TABLE mails RENAME TO hidden").await;
        assert!(worker.send_next(NOW).await.is_err());
        assert!(worker.send_next(NOW).await.is_err());
        rename("ALTER TABLE hidden RENAME TO mails").await;
        assert_eq!(send_all(&mut worker, NOW).await, 1);
    })
    .await;
}

#[tokio::test]
async fn what_is_called_off_while_it_is_in_hand_is_not_sent() {
    on_each(async |database: Database| {
        let folder = tempfile::tempdir().expect("a folder");
        let person = enqueue(&database, MailKind::ResetPassword, "aigul@example.kz").await;
        let mut transaction = database.write().await.expect("a transaction");
        let claimed = claim_mails(&mut transaction, NOW, 1).await.expect("a mail");
        void_mail_tokens(&mut transaction, person, None, NOW)
            .await
            .expect("voided");
        transaction.commit().await.expect("a commit");
        let mut worker = worker(&database, folder.path(), &[]);
        let delivery = worker.post.deliver(&claimed[0], NOW).await;
        assert!(matches!(delivery, Err(DeliveryError::CalledOff)));
        assert_eq!(send_all(&mut worker, NOW + 60 * MINUTE).await, 0);
        assert!(!folder.path().join("data/mail").exists());
        assert_eq!(outcome(&database).await.1, Some(NOW));
    })
    .await;
}

#[tokio::test]
async fn a_token_that_is_just_being_made_is_voided_too() {
    on_each(async |database: Database| {
        let person = enqueue(&database, MailKind::ResetPassword, "aigul@example.kz").await;
        let mut transaction = database.write().await.expect("a transaction");
        let claimed = claim_mails(&mut transaction, NOW, 1).await.expect("a mail");
        transaction.commit().await.expect("a commit");

        let mut making = database.write().await.expect("a transaction");
        assert!(
            hold_mail(&mut making, &claimed[0])
                .await
                .expect("an answer")
        );
        let voiding = tokio::spawn({
            let database = database.clone();
            async move {
                let mut transaction = database.write().await.expect("a transaction");
                let purpose = Some(TokenPurpose::Reset);
                void_mail_tokens(&mut transaction, person, purpose, NOW)
                    .await
                    .expect("voided");
                transaction.commit().await.expect("a commit");
            }
        });
        // Long enough for it to come as far as it can.
        sleep(Duration::from_millis(200)).await;
        let token = Secret::generate().expect("random numbers");
        let (purpose, email) = (TokenPurpose::Reset, address("aigul@example.kz"));
        insert_mail_token(&mut making, person, purpose, &token, &email, NOW)
            .await
            .expect("stored");
        making.commit().await.expect("a commit");
        voiding.await.expect("an end");

        let mut transaction = database.write().await.expect("a transaction");
        let taken = use_mail_token(&mut transaction, purpose, &token, NOW).await;
        assert_eq!(taken.expect("an answer"), None);
    })
    .await;
}

#[tokio::test]
async fn an_unreadable_row_is_no_obstacle() {
    on_each(async |database: Database| {
        let folder = tempfile::tempdir().expect("a folder");
        enqueue(&database, MailKind::PasswordChanged, "aigul@example.kz").await;
        let mut transaction = database.write().await.expect("a transaction");
        sqlx::query("UPDATE mails SET details = 'nonsense'")
            .execute(&mut *transaction)
            .await
            .expect("changed");
        transaction.commit().await.expect("a commit");
        enqueue(&database, MailKind::SecondStepOn, "aigul@example.kz").await;
        let mut worker = worker(&database, folder.path(), &[]);
        assert_eq!(send_all(&mut worker, NOW).await, 2);
        assert_eq!(files(folder.path()).len(), 1);
    })
    .await;
}

#[tokio::test]
async fn it_sends_by_itself_until_it_is_stopped() {
    on_sqlite(async |database: Database| {
        let folder = tempfile::tempdir().expect("a folder");
        let configuration = configuration(folder.path(), &[]);
        enqueue(&database, MailKind::PasswordChanged, "aigul@example.kz").await;
        let sent = async {
            while outcome(&database).await.0.is_none() {
                sleep(Duration::from_millis(10)).await;
            }
        };
        let run = run(database.clone(), configuration, sent);
        tokio::time::timeout(Duration::from_secs(60), run)
            .await
            .expect("an end");
        assert_eq!(files(folder.path()).len(), 1);
    })
    .await;
}

/// What was logged on this thread.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().expect("the log").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn the_log_names_the_file_and_tells_no_secret() {
    on_sqlite(async |database: Database| {
        let log = Log::default();
        let writer = log.clone();
        let subscriber = tracing_subscriber::fmt()
            .with_max_level(tracing::Level::TRACE)
            .with_ansi(false)
            .with_writer(move || writer.clone())
            .finish();
        let guard = tracing::subscriber::set_default(subscriber);
        let folder = tempfile::tempdir().expect("a folder");
        enqueue(&database, MailKind::ResetPassword, "aigul@example.kz").await;
        let mut worker = worker(&database, folder.path(), &[]);
        send_all(&mut worker, NOW).await;
        send_all(&mut worker, NOW).await;
        drop(guard);
        let path = files(folder.path()).remove(0);
        let token = read(&path).token();
        let log = String::from_utf8(log.0.lock().expect("the log").clone()).expect("UTF-8");
        let lines: Vec<&str> = log.lines().filter(|line| line.contains(".eml")).collect();
        assert_eq!(lines.len(), 1, "{log}");
        assert!(
            lines[0].contains(" INFO ") && lines[0].contains("smtp_url"),
            "{log}"
        );
        assert!(lines[0].contains(&path.display().to_string()), "{log}");
        assert!(!log.contains(&token), "{log}");
    })
    .await;
}
