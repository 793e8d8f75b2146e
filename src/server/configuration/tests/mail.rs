//! The mail server's address, and whom mails come from.

use super::*;

#[test]
fn wrong_mail_server_is_refused_without_its_password() {
    let accepted = "expected smtp://host:25, smtps://user:password@host:465 or \
                    smtp://user:password@host:587?tls=required";
    for (value, masked, reason) in [
        (
            "mail.example",
            "mail.example",
            "this is no address of a mail server",
        ),
        (
            "https://me:secret@host",
            "https://me:***@host",
            "the scheme is neither smtp nor smtps",
        ),
        ("smtp://", "smtp://", "the host is missing"),
        (
            "smtps://me:secret@[::1]:465",
            "smtps://me:***@[::1]:465",
            "the host is neither a name in Latin letters nor an IPv4 address",
        ),
        (
            "smtps://me:sec/ret@host",
            "smtps://me:***@host",
            "this is no address of a mail server",
        ),
        (
            "smtps://host/me:sec/ret",
            "smtps://host/me:sec/ret",
            "signs such as / ? # @ in a password must be percent-encoded",
        ),
        (
            "smtp://me:secret@host?tls=require",
            "smtp://me:***@host?tls=require",
            "behind the question mark only tls=required or tls=opportunistic stand",
        ),
        (
            "smtps://me@host",
            "smtps://me@host",
            "user name and password come together or not at all",
        ),
        (
            "smtp://me:secret@host:587",
            "smtp://me:***@host:587",
            "the password would travel unencrypted",
        ),
        (
            "smtp://me:secret@host:587?tls=opportunistic",
            "smtp://me:***@host:587?tls=opportunistic",
            "the password would travel unencrypted",
        ),
        (
            "smtps://me:%FFsecret@host",
            "smtps://me:***@host",
            "user name, password or host is malformed",
        ),
    ] {
        assert_eq!(
            Paper::new().with("TILSHI_MAIL_SMTP_URL", value).problems(),
            [format!(
                "mail.smtp_url = {masked:?} (environment variable TILSHI_MAIL_SMTP_URL): \
                 {reason}; {accepted}"
            )]
        );
    }
    let problems = Paper::new().problems_of_file("mail.smtp_url = ['smtps://me:secret@host']");
    assert!(!problems[0].contains("secret"), "{problems:?}");
}

#[test]
fn mail_servers_print_without_password() {
    for value in [
        "smtp://mail.example:25",
        "smtp://mail.example/paper.example?tls=opportunistic",
        "smtps://me%40paper.example:secret@mail.example",
        "smtp://me:secret@mail.example:587?tls=required",
        "smtp://me:secret@127.0.0.1:1025",
    ] {
        let configuration = Paper::new().with("TILSHI_MAIL_SMTP_URL", value).load();
        let configuration = configuration.unwrap();
        let url = configuration.mail.smtp.as_ref().unwrap();
        assert_eq!(url.as_str(), value);
        assert!(!url.to_string().contains("secret"), "{url}");
        assert!(!format!("{configuration:?}").contains("secret"));
    }
    let empty = Paper::new().with("TILSHI_MAIL_SMTP_URL", "").load();
    assert_eq!(empty.unwrap().mail.smtp, None, "an empty variable is none");
}

#[test]
fn mails_come_from_the_paper_unless_it_says_otherwise() {
    let from = |paper: Paper| paper.load().unwrap().mail.from.to_string();
    let paper = || Paper::new().with("TILSHI_SITE_LANGUAGES", "en");
    for (url, address) in [
        ("https://paper.example:8443", "tilshi@paper.example"),
        ("https://мысал.қаз", "tilshi@xn--80awbu3c.xn--80ao21a"),
        ("http://localhost:3000", "tilshi@localhost"),
        ("http://192.168.1.5:3000", "tilshi@localhost"),
        ("http://[::1]:3000", "tilshi@localhost"),
        ("https://paper.example.", "tilshi@paper.example"),
    ] {
        let paper = paper().with("TILSHI_SITE_URL", url);
        assert_eq!(from(paper), format!("Tilshi <{address}>"), "{url}");
    }
    assert_eq!(
        from(paper().with("TILSHI_SITE_NAME_EN", "Ақтөбе, news")),
        "\"Ақтөбе, news\" <tilshi@localhost>"
    );
    for (written, read) in [
        ("news@paper.example", "news@paper.example"),
        ("Тілші <news@paper.example>", "Тілші <news@paper.example>"),
        (
            "\"Tilshi: news\" <news@paper.example>",
            "\"Tilshi: news\" <news@paper.example>",
        ),
    ] {
        assert_eq!(from(Paper::new().with("TILSHI_MAIL_FROM", written)), read);
    }
    for value in [
        "",
        "Tilshi",
        "news@",
        "Tilshi: news <news@paper.example>",
        "Tilshi <news@paper.example>, Other <other@paper.example>",
        "Tilshi <news@paper.example>\r\nBcc: other@paper.example",
        "\"Til\u{7}shi\" <news@paper.example>",
    ] {
        assert_refused(
            "TILSHI_MAIL_FROM",
            value,
            "mail.from",
            "expected an address such as news@paper.example or \"The Paper\" \
             <news@paper.example>; quotes around the name are needed if there are other signs in \
             it than letters, digits, spaces and full stops",
        );
    }
}
