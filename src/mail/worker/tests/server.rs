//! Mails that are handed to a mail server.

use super::*;
use crate::mail::{store::RETRY_WAITS, testing::MailServer};

#[tokio::test]
async fn a_mail_server_gets_the_mail_in_ascii() {
    on_each(async |database: Database| {
        let folder = tempfile::tempdir().expect("a folder");
        let server = MailServer::start(&[]);
        enqueue(&database, MailKind::Invitation, "aigul@мысал.қаз").await;
        let variables = [
            ("TILSHI_MAIL_SMTP_URL", server.url()),
            (
                "TILSHI_MAIL_FROM",
                "\"Ақтөбе, news\" <news@paper.example>".to_owned(),
            ),
        ];
        let variables = variables
            .each_ref()
            .map(|(name, value)| (*name, value.as_str()));
        let mut worker = worker(&database, folder.path(), &variables);
        assert_eq!(send_all(&mut worker, NOW).await, 1);
        let taken = server.taken();
        assert_eq!(taken.len(), 1);
        assert_eq!(taken[0].hello, "paper.example");
        assert_eq!(taken[0].from, "<news@paper.example>");
        assert_eq!(taken[0].to, "<aigul@xn--80awbu3c.xn--80ao21a>");
        assert!(taken[0].content.is_ascii());
        let mail = ReadMail::parse(&taken[0].content);
        assert_eq!(mail.header("from"), "Ақтөбе, news <news@paper.example>");
        assert_eq!(mail.header("subject"), "Тілші: шақыру");
        assert!(
            mail.plain
                .contains("<b>\"x\"</b> Bcc: y@example.kz сізді «Тілші» газетіне шақырады.")
        );
        assert!(mail.html.contains("&lt;b&gt;"));
        assert!(mail.headers.iter().all(|(name, _)| name != "bcc"));
        assert!(Secret::parse(&mail.token()).is_some());
        assert_eq!(outcome(&database).await, (Some(NOW), None, 1, None));
        assert!(!folder.path().join("data/mail").exists());
    })
    .await;
}

#[tokio::test]
async fn a_mail_server_that_refuses_is_asked_again_unless_it_means_it() {
    on_each(async |database: Database| {
        for (answer, is_final) in [
            ("451 4.3.0 come back later", false),
            ("554 5.7.1 relay access denied", false),
            ("550 5.1.1 no such person", true),
        ] {
            let folder = tempfile::tempdir().expect("a folder");
            let server = MailServer::start(&[answer]);
            enqueue(&database, MailKind::ResetPassword, "aigul@example.kz").await;
            let url = server.url();
            let variables = [("TILSHI_MAIL_SMTP_URL", url.as_str())];
            let mut worker = worker(&database, folder.path(), &variables);
            assert_eq!(send_all(&mut worker, NOW).await, 1);
            let (sent_at, failed_at, attempts, error) = outcome(&database).await;
            assert_eq!((sent_at, attempts), (None, 1));
            assert_eq!(failed_at, is_final.then_some(NOW));
            let error = error.expect("an error");
            assert!(error.contains(&answer[4..]), "{error}");
            assert_eq!(error.matches(&answer[4..]).count(), 1, "{error}");

            assert_eq!(send_all(&mut worker, NOW + MINUTE - 1).await, 0);
            let again = usize::from(!is_final);
            assert_eq!(send_all(&mut worker, NOW + MINUTE).await, again);
            assert_eq!(server.taken().len(), again);
            if !is_final {
                assert_eq!(
                    outcome(&database).await,
                    (Some(NOW + MINUTE), None, 2, None)
                );
            }
            let mut transaction = database.write().await.expect("a transaction");
            for sql in [
                "DELETE FROM mails",
                "DELETE FROM mail_tokens",
                "DELETE FROM people",
            ] {
                sqlx::query(sql)
                    .execute(&mut *transaction)
                    .await
                    .expect(sql);
            }
            transaction.commit().await.expect("a commit");
        }
    })
    .await;
}

#[tokio::test]
async fn a_mail_server_that_is_not_there_is_tried_until_the_mail_is_given_up() {
    on_each(async |database: Database| {
        let folder = tempfile::tempdir().expect("a folder");
        // A port that was free a moment ago.
        let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
        let url = format!("smtp://{}", listener.local_addr().expect("an address"));
        drop(listener);
        enqueue(&database, MailKind::ConfirmAddress, "aigul@example.kz").await;
        let variables = [("TILSHI_MAIL_SMTP_URL", url.as_str())];
        let mut worker = worker(&database, folder.path(), &variables);
        let mut now = NOW;
        for wait in RETRY_WAITS {
            assert_eq!(send_all(&mut worker, now).await, 1);
            now += i64::try_from(wait.as_millis()).expect("a number");
        }
        assert_eq!(outcome(&database).await.1, None);
        assert_eq!(send_all(&mut worker, now).await, 1);
        let (sent_at, failed_at, attempts, error) = outcome(&database).await;
        assert_eq!((sent_at, failed_at, attempts), (None, Some(now), 9));
        assert!(error.expect("an error").contains("refused"));
        assert_eq!(send_all(&mut worker, i64::MAX - 1).await, 0);
    })
    .await;
}
