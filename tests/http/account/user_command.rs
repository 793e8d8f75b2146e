//! `tilshi user …`, as a person at the command line meets it.

use crate::{
    paper::{Browser, NEW_PASSWORD, PASSWORD},
    program::{Server, errors, out, run},
};
use std::path::Path;
use tempfile::TempDir;
use tilshi::account::forms::SIGN_IN;

const EMAIL: &str = "aigul@example.kz";

/// A folder with the account of [`EMAIL`].
fn with_account(role: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let output = add(folder.path(), EMAIL, role, &format!("{PASSWORD}\n"));
    assert_eq!(output.status.code(), Some(0), "{}", errors(&output));
    assert_eq!(out(&output), format!("added {EMAIL} as {role}\n"));
    folder
}

fn add(folder: &Path, email: &str, role: &str, input: &str) -> std::process::Output {
    let name = ["--name", "Айгүл Серік"];
    let who = [
        "user",
        "add",
        "--email",
        email,
        "--role",
        role,
        "--password-stdin",
    ];
    run(folder, &[&who[..], &name].concat(), input)
}

fn list(folder: &Path) -> String {
    out(&run(folder, &["user", "list"], ""))
}

#[tokio::test]
async fn an_account_is_made_and_opens_with_its_password() {
    let server = Server::start("error");
    let data = server.data();
    let folder = data.parent().expect("a folder");
    // A line of a file made on Windows.
    let output = add(
        folder,
        "Aigul@Example.kz",
        "editor",
        &format!("{PASSWORD}\r\n"),
    );
    assert_eq!(output.status.code(), Some(0), "{}", errors(&output));
    assert_eq!(
        list(folder),
        "1\teditor\tactive\taigul@example.kz\tАйгүл Серік\n"
    );
    let sign_in = async |password: &str| {
        let fields = [("email", EMAIL), ("password", password)];
        let browser = Browser::new(server.address);
        (browser.call(SIGN_IN, &fields).await.status, browser)
    };
    let (status, browser) = sign_in(PASSWORD).await;
    assert_eq!(status, 200);
    browser.page("/en/desk").await;

    // What is done at the command line counts in the running server at once.
    let output = run(
        folder,
        &["user", "role", "--email", EMAIL, "--role", "admin"],
        "",
    );
    assert_eq!(
        out(&output),
        format!("{EMAIL} is admin now\n"),
        "{}",
        errors(&output)
    );
    let page = browser.page("/en/desk/people").await;
    assert!(
        page.given_cookie("session").is_some(),
        "a new token with the new role"
    );
    add(folder, "second@example.kz", "admin", PASSWORD);
    let arguments = [
        "user",
        "reset-password",
        "--email",
        EMAIL,
        "--password-stdin",
    ];
    let output = run(folder, &arguments, NEW_PASSWORD);
    assert_eq!(output.status.code(), Some(0), "{}", errors(&output));
    assert!(!browser.is_signed_in().await);
    assert_eq!(sign_in(PASSWORD).await.0, 422);
    let (status, browser) = sign_in(NEW_PASSWORD).await;
    assert_eq!(status, 200);

    let output = run(folder, &["user", "suspend", "--email", EMAIL], "");
    assert_eq!(output.status.code(), Some(0), "{}", errors(&output));
    assert!(!browser.is_signed_in().await);
    assert_eq!(sign_in(NEW_PASSWORD).await.0, 422);
    let output = run(folder, &["user", "reinstate", "--email", EMAIL], "");
    assert_eq!(output.status.code(), Some(0), "{}", errors(&output));
    assert_eq!(sign_in(NEW_PASSWORD).await.0, 200);
    let page = sign_in(NEW_PASSWORD).await.1.page("/en/desk/log").await;
    assert!(page.body.contains("Айгүл Серік"), "it is written down");
}

#[test]
fn accounts_are_listed() {
    let folder = with_account("author");
    add(folder.path(), "b@example.kz", "reader", NEW_PASSWORD);
    run(
        folder.path(),
        &["user", "suspend", "--email", "b@example.kz"],
        "",
    );
    assert_eq!(
        list(folder.path()),
        "2\treader\tsuspended\tb@example.kz\tАйгүл Серік\n\
         1\tauthor\tactive\taigul@example.kz\tАйгүл Серік\n"
    );
    let readers = run(folder.path(), &["user", "list", "--role", "author"], "");
    assert_eq!(
        out(&readers),
        "1\tauthor\tactive\taigul@example.kz\tАйгүл Серік\n"
    );
}

#[test]
fn what_cannot_be_done_is_said_and_ends_with_1() {
    let folder = with_account("admin");
    for (arguments, input, expected) in [
        (
            vec![
                "add",
                "--email",
                EMAIL,
                "--name",
                "B",
                "--role",
                "reader",
                "--password-stdin",
            ],
            NEW_PASSWORD,
            "has an account already",
        ),
        (
            vec![
                "add",
                "--email",
                "b@example.kz",
                "--name",
                "B",
                "--role",
                "reader",
                "--password-stdin",
            ],
            "password123",
            "guessed first",
        ),
        (
            vec![
                "add",
                "--email",
                "b@example.kz",
                "--name",
                "B",
                "--role",
                "reader",
                "--password-stdin",
            ],
            "short\n",
            "fewer than 10 characters",
        ),
        (
            vec![
                "add",
                "--email",
                "b@example.kz",
                "--name",
                "B",
                "--role",
                "reader",
                "--password-stdin",
            ],
            "",
            "is empty",
        ),
        (
            vec!["role", "--email", "x@example.kz", "--role", "editor"],
            "",
            "no account",
        ),
        (
            vec!["role", "--email", EMAIL, "--role", "editor"],
            "",
            "administrator left",
        ),
        (vec!["suspend", "--email", EMAIL], "", "administrator left"),
        (vec!["suspend", "--email", "x@example.kz"], "", "no account"),
        (
            vec!["reinstate", "--email", "x@example.kz"],
            "",
            "no account",
        ),
        (
            vec![
                "reset-password",
                "--email",
                "x@example.kz",
                "--password-stdin",
            ],
            NEW_PASSWORD,
            "no account",
        ),
        (
            vec!["reset-password", "--email", EMAIL, "--password-stdin"],
            "1234567890",
            "guessed first",
        ),
    ] {
        let output = run(
            folder.path(),
            &[&["user"], arguments.as_slice()].concat(),
            input,
        );
        let errors = errors(&output);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}: {errors}");
        assert!(errors.contains(expected), "{arguments:?}: {errors}");
        assert!(
            input.trim().is_empty() || !errors.contains(input.trim()),
            "{errors}"
        );
    }
    assert_eq!(list(folder.path()).lines().count(), 1, "nothing was done");
}

#[test]
fn wrong_use_ends_with_2_and_no_password_is_taken_from_arguments() {
    let folder = with_account("admin");
    let person = ["--email", "b@example.kz", "--name", "B", "--role", "reader"];
    let add = |more: &[&'static str]| [&["add"], &person[..], more].concat();
    for (arguments, expected) in [
        (vec![], "Usage"),
        (vec!["fly"], "fly"),
        (add(&[]), "--password-stdin"),
        (add(&["--password", PASSWORD]), "--password"),
        (add(&["--password-stdin", PASSWORD]), "unexpected argument"),
        (add(&["--password-stdin=x"]), "--password-stdin"),
        (vec!["reset-password", "--email", EMAIL], "--password-stdin"),
        (
            vec![
                "reset-password",
                "--email",
                EMAIL,
                "--password",
                NEW_PASSWORD,
            ],
            "--password",
        ),
        (
            vec!["role", "--email", EMAIL, "--role", "owner"],
            "reader, author, editor",
        ),
        (
            vec!["role", "--email", "nonsense", "--role", "editor"],
            "aigul@example.kz",
        ),
        (vec!["suspend"], "--email"),
        (vec!["list", "--role", "owner"], "reader, author, editor"),
    ] {
        let output = run(
            folder.path(),
            &[&["user"], arguments.as_slice()].concat(),
            NEW_PASSWORD,
        );
        let errors = errors(&output);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {errors}");
        assert!(errors.contains(expected), "{arguments:?}: {errors}");
    }
    assert_eq!(list(folder.path()).lines().count(), 1);
}
