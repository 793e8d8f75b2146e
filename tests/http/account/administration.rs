//! What administrators do: find people, give roles, shut out, invite, and read the log.

use crate::paper::{NEW_PASSWORD, PASSWORD, Paper};
use tilshi::account::{
    forms::{
        CHANGE_ROLE, INVITE, INVITE_AGAIN, REINSTATE, SIGN_IN, SIGN_OUT_PERSON, SUSPEND,
        TAKE_INVITATION,
    },
    model::Role,
};

#[tokio::test]
async fn an_empty_paper_says_how_to_make_the_first_administrator() {
    let paper = Paper::start_with(&[]).await;
    let page = paper.browser().page("/en/desk").await;
    assert!(
        page.texts("pre")[0].starts_with("tilshi user add "),
        "{:?}",
        page.texts("pre")
    );
    let reader = paper.signed_in(Role::Reader).await;
    let page = reader.browser.page("/en/desk").await;
    assert!(page.texts("pre")[0].starts_with("tilshi user role "));
    paper.person(Role::Admin).await;
    let page = reader.browser.page("/en/desk").await;
    assert_eq!(page.texts("pre"), Vec::<String>::new());
    let answer = paper.browser().get("/en/desk").await;
    assert_eq!(answer.header("location"), "/en/sign-in?next=%2Fen%2Fdesk");
}

#[tokio::test]
async fn people_are_found_by_the_beginning_of_a_word_and_by_role() {
    let paper = Paper::start_with(&[]).await;
    let admin = paper.signed_in(Role::Admin).await;
    let editor = paper.person(Role::Editor).await;
    paper.person(Role::Reader).await;
    let find = async |query: &str| {
        let path = format!("/en/desk/people?{query}");
        admin
            .browser
            .page(&path)
            .await
            .texts("table.people td:nth-child(2)")
    };
    assert_eq!(find("").await.len(), 3);
    assert_eq!(find("role=editor").await, [editor.email.as_str()]);
    let name = editor
        .name
        .split(' ')
        .next_back()
        .expect("a name")
        .to_lowercase();
    let query = format!(
        "q={}",
        url::form_urlencoded::byte_serialize(name.as_bytes()).collect::<String>()
    );
    assert!(find(&query).await.contains(&editor.email));
    assert_eq!(
        find(&format!("q={}", editor.email)).await,
        [editor.email.as_str()]
    );
    assert_eq!(find("q=%27%20OR%201%3D1%20--").await, Vec::<String>::new());
}

#[tokio::test]
async fn somebody_is_invited_and_comes() {
    let paper = Paper::start_with(&[]).await;
    let admin = paper.signed_in(Role::Admin).await;
    let email = "bolat@example.kz";
    let fields = [("name", "Болат"), ("email", email), ("role", "editor")];
    let answer = admin.browser.fill("/en/desk/people", INVITE, &fields).await;
    let person = admin.browser.follow(&answer).await;
    assert_eq!(person.notice(), "The invitation is sent.");
    let first = paper.letter("invitation", email).await;
    assert!(
        first.text.contains(&admin.name),
        "who invites: {}",
        first.text
    );
    let taken = admin.browser.fill("/en/desk/people", INVITE, &fields).await;
    assert_eq!(taken.problems(), ["Another account has this address."]);

    let path = person.path.split('?').next().expect("a path");
    let answer = admin.browser.fill(path, INVITE_AGAIN, &[]).await;
    assert_eq!(answer.status, 303);
    let second = paper.letter("invitation", email).await;
    let browser = paper.browser();
    let old = browser.page(&first.link()).await;
    assert_eq!(
        old.texts("h1"),
        ["This link no longer works"],
        "the first one is void"
    );
    let planted = paper
        .signed_in(Role::Reader)
        .await
        .browser
        .cookie("session")
        .expect("a token");
    browser.set_cookie("session", &planted);
    let weak = [("password", "password123")];
    let refused = browser.fill(&second.link(), TAKE_INVITATION, &weak).await;
    assert_eq!(refused.status, 422);
    let strong = [("name", "Болат Ахмет"), ("password", PASSWORD)];
    let answer = browser.fill(&second.link(), TAKE_INVITATION, &strong).await;
    assert_eq!(answer.header("location"), "/en/desk");
    let desk = browser.follow(&answer).await;
    assert!(desk.body.contains("Welcome, Болат Ахмет."));
    assert_ne!(browser.cookie("session").as_ref(), Some(&planted));
    let thief = paper.browser();
    thief.set_cookie("session", &planted);
    assert!(!thief.is_signed_in().await);
    let fields = [("email", email), ("password", PASSWORD)];
    paper.browser().call(SIGN_IN, &fields).await.taken();
    let id = path.rsplit('/').next().expect("an id");
    assert_eq!(
        admin.browser.call(INVITE_AGAIN, &[("id", id)]).await.status,
        404
    );
}

#[tokio::test]
async fn an_administrator_must_remain() {
    let paper = Paper::start_with(&[]).await;
    let admin = paper.signed_in(Role::Admin).await;
    let shut_out = paper.person(Role::Admin).await;
    paper
        .change(&format!(
            "UPDATE people SET suspended_at = 1 WHERE id = {}",
            shut_out.id
        ))
        .await;
    let id = admin.id.to_string();
    let fields = [("id", id.as_str()), ("role", "editor")];
    for function in [CHANGE_ROLE, SUSPEND] {
        let answer = admin.browser.call(function, &fields).await;
        assert!(
            answer.body.contains("LastAdministrator"),
            "{function}: {}",
            answer.body
        );
    }
    assert_eq!(admin.browser.get("/en/desk/people").await.status, 200);
    let whom = shut_out.id.to_string();
    admin
        .browser
        .call(REINSTATE, &[("id", &whom)])
        .await
        .taken();
    admin.browser.call(CHANGE_ROLE, &fields).await.taken();
    assert_eq!(admin.browser.get("/en/desk/people").await.status, 403);
}

#[tokio::test]
async fn nothing_is_done_to_nobody_and_no_role_is_made_up() {
    let paper = Paper::start_with(&[]).await;
    let admin = paper.signed_in(Role::Admin).await;
    let person = paper.person(Role::Reader).await;
    let gone = paper.person(Role::Reader).await;
    paper
        .change(&format!(
            "UPDATE people SET deleted_at = 1, email = NULL WHERE id = {}",
            gone.id
        ))
        .await;
    let (id, gone) = (person.id.to_string(), gone.id.to_string());
    let mut watch = paper.watch().await;
    for nobody in ["0", "-1", "999999", gone.as_str()] {
        for function in [
            CHANGE_ROLE,
            SUSPEND,
            REINSTATE,
            SIGN_OUT_PERSON,
            INVITE_AGAIN,
        ] {
            let fields = [("id", nobody), ("role", "editor")];
            let answer = admin.browser.call(function, &fields).await;
            assert_eq!(answer.status, 404, "{function} {nobody}: {}", answer.body);
        }
    }
    for role in ["", "owner", "Admin", "admin'; --"] {
        let answer = admin
            .browser
            .call(CHANGE_ROLE, &[("id", &id), ("role", role)])
            .await;
        assert_eq!(answer.status, 422, "{role}");
    }
    for path in [
        "/en/desk/people/999999",
        "/en/desk/people/x",
        &format!("/en/desk/people/{gone}"),
    ] {
        assert_eq!(admin.browser.get(path).await.status, 404, "{path}");
    }
    assert!(!watch.has_changed().await);
}

#[tokio::test]
async fn the_log_says_who_did_what_to_whom_and_from_where_and_no_secret() {
    let paper = Paper::start_with(&[]).await;
    let admin = paper.person(Role::Admin).await;
    admin.sign_in().await;
    let person = paper.signed_in(Role::Reader).await;
    let id = person.id.to_string();
    let fields = [("id", id.as_str()), ("role", "editor")];
    for function in [CHANGE_ROLE, SIGN_OUT_PERSON, SUSPEND, REINSTATE] {
        admin.browser.call(function, &fields).await.taken();
    }
    let invitation = [("name", "Б"), ("email", "b@example.kz"), ("role", "author")];
    admin.browser.call(INVITE, &invitation).await.taken();
    let token = paper.letter("invitation", "b@example.kz").await.token();
    let taking = [
        ("token", token.as_str()),
        ("name", "Болат"),
        ("password", NEW_PASSWORD),
    ];
    paper.browser().call(TAKE_INVITATION, &taking).await.taken();

    let lines = paper
        .texts(&format!(
            "SELECT action || ' ' || network || ' ' || details FROM audit_log WHERE actor_id = {} ORDER BY id",
            admin.id
        ))
        .await;
    assert_eq!(
        lines,
        [
            "signed-in 127.0.0.1 {}",
            "role-changed 127.0.0.1 {\"from\":\"reader\",\"to\":\"editor\"}",
            "sessions-ended 127.0.0.1 {}",
            "suspended 127.0.0.1 {}",
            "reinstated 127.0.0.1 {}",
            "invited 127.0.0.1 {\"role\":\"author\"}",
        ]
    );
    let about = format!(
        "SELECT COUNT(*) FROM audit_log WHERE person_id = {id} AND actor_id = {}",
        admin.id
    );
    assert_eq!(paper.number(&about).await, 4);
    let all = paper
        .texts("SELECT details FROM audit_log")
        .await
        .join("\n");
    for secret in [PASSWORD, NEW_PASSWORD, &token] {
        assert!(!all.contains(secret), "{all}");
    }
    let page = admin.browser.page("/en/desk/log").await;
    assert!(page.body.contains(&person.name) && page.body.contains("Болат"));
    let page = admin.browser.page(&format!("/en/desk/people/{id}")).await;
    assert!(page.texts("#log").join(" ").contains(&admin.name));
}
