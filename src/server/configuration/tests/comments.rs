//! How long is kept what belongs to comments, and the services that are asked about them.

use super::*;
use moderation::Verdict;

const URL: &str = "TILSHI_COMMENTS_CHECK_URL";
const SECRET: &str = "TILSHI_COMMENTS_CHECK_SECRET";
const GOOD_SECRET: &str = "0123456789abcdef";

#[test]
fn services_have_an_address_and_a_secret() {
    let comments = Paper::new().load().unwrap().comments;
    assert_eq!((comments.telephone, comments.check), (None, None));
    assert_eq!(comments.check_failing, Verdict::Hold);

    let paper = Paper::new()
        .with(URL, "https://check.example/a?b=c")
        .with(SECRET, GOOD_SECRET)
        .with("TILSHI_COMMENTS_CHECK_FAILING", "pass")
        .with("TILSHI_COMMENTS_TELEPHONE_URL", "http://[::1]:8080/codes")
        .with("TILSHI_COMMENTS_TELEPHONE_SECRET", &"s".repeat(64))
        .with("TILSHI_COMMENTS_TELEPHONE_REQUIRED", "true");
    let comments = paper.load().unwrap().comments;
    let check = comments.check.unwrap();
    assert_eq!(check.address.to_string(), "https://check.example/a?b=c");
    assert_eq!(check.secret.reveal(), GOOD_SECRET);
    assert!(!format!("{check:?}").contains(GOOD_SECRET));
    assert_eq!(comments.check_failing, Verdict::Pass);
    assert_eq!(
        comments.telephone.unwrap().address.to_string(),
        "http://[::1]:8080/codes"
    );
    assert!(comments.telephone_required);
}

#[test]
fn questions_about_readers_go_nowhere_in_the_clear() {
    for (value, reason) in [
        ("check.example", "this is no web address"),
        (
            "http://check.example/a",
            "without https everybody on the way can read it",
        ),
        (
            "http://127.0.0.1.example/",
            "without https everybody on the way can read it",
        ),
        (
            "ftp://check.example/",
            "the scheme is neither http nor https",
        ),
        ("https://check.example/#a", "there is a fragment"),
    ] {
        let problems = Paper::new()
            .with(URL, value)
            .with(SECRET, GOOD_SECRET)
            .problems();
        let expected = format!(
            "comments.check_url = {value:?} (environment variable {URL}): {reason}; expected https:// with a \
             host, or http:// with localhost, 127.0.0.1 or [::1], such as https://check.example/comments"
        );
        assert_eq!(problems, [expected]);
    }
    let problems = Paper::new()
        .with(URL, "https://me:password@check.example/")
        .with(SECRET, GOOD_SECRET)
        .problems();
    assert!(problems[0].contains("there is a user name"), "{problems:?}");
    assert!(!problems[0].contains("password@"), "{problems:?}");
}

#[test]
fn a_wrong_secret_is_never_repeated() {
    for wrong in [
        "tooshort",
        "with a space in it",
        &"s".repeat(65),
        "құпия-құпия-құпия",
    ] {
        let problems = Paper::new()
            .with(URL, "https://check.example/")
            .with(SECRET, wrong)
            .problems();
        let expected = format!(
            "comments.check_secret (environment variable {SECRET}): expected 16 to 64 letters, digits and \
             other signs of ASCII, without spaces"
        );
        assert_eq!(problems, [expected]);
    }
    let missing = Paper::new().with(URL, "https://check.example/").problems();
    assert_eq!(
        missing,
        [format!(
            "comments.check_secret (environment variable {URL}): missing; comments.check_url needs it for signatures"
        )]
    );
    let alone = Paper::new().with(SECRET, GOOD_SECRET).problems();
    assert_eq!(
        alone,
        [format!(
            "comments.check_secret (environment variable {SECRET}): there is no comments.check_url that it belongs to"
        )]
    );
}

#[test]
fn what_nobody_could_do_is_not_required() {
    let problems = Paper::new()
        .with("TILSHI_COMMENTS_TELEPHONE_REQUIRED", "true")
        .problems();
    assert_eq!(
        problems,
        [
            "comments.telephone_required = \"true\" (environment variable TILSHI_COMMENTS_TELEPHONE_REQUIRED): \
             nobody could comment: comments.telephone_url is not set"
        ]
    );
    assert_refused(
        "TILSHI_COMMENTS_CHECK_FAILING",
        "reject",
        "comments.check_failing",
        "expected hold or pass",
    );
}
