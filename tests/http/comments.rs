//! What readers see of comments through HTTP, with the whole page around them.

use crate::paper::{Browser, Paper};
use serde_json::Value;
use tilshi::{
    account::model::Role,
    comment::{
        model::Status,
        store::{CommentRecord, NewComment, hold_thread, insert_comment, set_status},
    },
    site::pages::now,
};

/// An article of the first edition, by its id and its address.
async fn article(paper: &Paper, language: &str) -> (i64, String) {
    let found = "FROM articles JOIN sections ON sections.id = articles.section_id \
                 WHERE articles.status = 'published' AND articles.language";
    let id = paper
        .number(&format!(
            "SELECT articles.id {found} = '{language}' ORDER BY articles.id LIMIT 1"
        ))
        .await;
    let path = paper
        .text(&format!(
            "SELECT '/' || articles.language || '/' || sections.slug || '/' || articles.slug \
             FROM articles JOIN sections ON sections.id = articles.section_id WHERE articles.id = {id}"
        ))
        .await;
    (id, path)
}

async fn say(
    paper: &Paper,
    article: i64,
    person: Option<i64>,
    parent: Option<&CommentRecord>,
    text: &str,
    status: Status,
) -> CommentRecord {
    let new = NewComment {
        article_id: article,
        person_id: person,
        name: "Айгүл",
        parent,
        text,
        quote: "",
        status,
        posted_at: now(),
        newcomer: false,
        network: "",
        operation: None,
        origin: None,
    };
    let mut transaction = paper.database.write().await.expect("a transaction");
    let comment = insert_comment(&mut transaction, &new)
        .await
        .expect("an answer")
        .expect("a comment");
    transaction.commit().await.expect("a commit");
    comment
}

async fn change(paper: &Paper, comment: &CommentRecord, status: Status) {
    let mut transaction = paper.database.write().await.expect("a transaction");
    hold_thread(&mut transaction, comment.article_id)
        .await
        .expect("the thread");
    set_status(&mut transaction, comment, status, now())
        .await
        .expect("changed");
    transaction.commit().await.expect("a commit");
}

async fn json(browser: &Browser, path: &str) -> Value {
    let answer = browser.get(path).await;
    assert_eq!(answer.status, 200, "{path}: {}", answer.body);
    serde_json::from_str(&answer.body).expect("JSON")
}

#[tokio::test]
async fn comments_stand_below_the_article_for_everybody_alike() {
    let paper = Paper::start().await;
    let (id, path) = article(&paper, "en").await;
    let browser = paper.browser();
    let empty = browser.get(&path).await;
    assert_eq!(empty.texts(".comments .none").len(), 1);
    assert_eq!(
        empty.attributes("section#comments", "aria-label"),
        ["Comments"]
    );
    assert!(empty.texts(".byline .comment-count").is_empty());

    let first = say(
        &paper,
        id,
        None,
        None,
        "<b>Thank</b> you!\n\nAgain.",
        Status::Published,
    )
    .await;
    let reply = say(
        &paper,
        id,
        None,
        Some(&first),
        "You are welcome",
        Status::Published,
    )
    .await;
    say(&paper, id, None, None, "Nobody sees this", Status::Waiting).await;
    let page = browser.get(&path).await;
    assert_eq!(
        page.texts(".comments .text p"),
        ["<b>Thank</b> you!", "Again.", "You are welcome"]
    );
    assert!(!page.body.contains("Nobody sees this"));
    assert_eq!(page.texts(".byline .comment-count"), ["2 comments"]);
    assert_eq!(
        page.attributes(".replies .comment", "id"),
        [format!("comment-{}", reply.id)]
    );
    assert_eq!(
        page.attributes("meta[name=robots]", "content"),
        Vec::<String>::new()
    );
    let reader = paper.signed_in(Role::Reader).await;
    assert_eq!(reader.browser.get(&path).await.body, page.body);
}

#[tokio::test]
async fn the_words_are_those_of_the_article() {
    let paper = Paper::start().await;
    for (language, title, count) in [
        ("kk", "Пікірлер", "1 пікір"),
        ("ru", "Комментарии", "1 комментарий"),
        ("en", "Comments", "1 comment"),
    ] {
        let (id, path) = article(&paper, language).await;
        say(&paper, id, None, None, "!!", Status::Published).await;
        let page = paper.browser().get(&path).await;
        assert_eq!(page.attributes("#comments", "aria-label"), [title]);
        assert_eq!(page.texts(".byline .comment-count"), [count]);
    }
}

#[tokio::test]
async fn cards_count_the_comments_and_lead_to_them() {
    let paper = Paper::start().await;
    let (id, path) = article(&paper, "en").await;
    for _ in 0..3 {
        say(&paper, id, None, None, "Yes", Status::Published).await;
    }
    let section = path.rsplit_once('/').expect("a path").0.to_owned();
    let page = paper.browser().get(&section).await;
    assert_eq!(page.texts(".teaser .comment-count"), ["3 comments"]);
    assert_eq!(
        page.attributes(".teaser .comment-count", "href"),
        [format!("{path}#comments")]
    );
}

#[tokio::test]
async fn every_page_of_a_thread_is_found_and_belongs_to_the_article() {
    let paper = Paper::start().await;
    let (id, path) = article(&paper, "en").await;
    let mut all = Vec::new();
    for number in 0..45 {
        all.push(
            say(
                &paper,
                id,
                None,
                None,
                &format!("Branch {number}"),
                Status::Published,
            )
            .await,
        );
    }
    let browser = paper.browser();
    let canonical = browser
        .get(&path)
        .await
        .attributes("link[rel=canonical]", "href");
    for order in ["newest", "oldest", "supported"] {
        let mut address = format!("{path}?comments={order}");
        let mut seen = Vec::new();
        let mut pages = 0;
        loop {
            let page = browser.get(&address).await;
            pages += 1;
            assert_eq!(page.attributes("link[rel=canonical]", "href"), canonical);
            seen.extend(page.texts(".branches > li > .comment .text"));
            let is_plain = pages == 1 && order == "newest";
            assert_eq!(
                page.attributes("meta[name=robots]", "content").is_empty(),
                is_plain,
                "{address}"
            );
            match page.attributes(".paging .next", "href").pop() {
                Some(next) => address = next.split('#').next().expect("a page").to_owned(),
                None => break,
            }
        }
        let mut expected: Vec<String> = (0..45).map(|number| format!("Branch {number}")).collect();
        if order != "oldest" {
            expected.reverse();
        }
        assert_eq!(seen, expected, "{order}");
        assert_eq!(pages, 3);
    }
    for wrong in [
        "?comments=best",
        "?from=1",
        "?comment=x",
        "?branch=1&after=2",
    ] {
        assert_eq!(
            browser.get(&format!("{path}{wrong}")).await.status,
            404,
            "{wrong}"
        );
    }
    assert_eq!(
        browser.get(&format!("{path}?utm_source=x")).await.status,
        200
    );
}

#[tokio::test]
async fn a_permalink_opens_the_page_that_shows_the_comment() {
    let paper = Paper::start().await;
    let (id, path) = article(&paper, "en").await;
    let old = say(&paper, id, None, None, "The oldest", Status::Published).await;
    let mut replies = Vec::new();
    for number in 0..70 {
        replies.push(
            say(
                &paper,
                id,
                None,
                Some(&old),
                &format!("Reply {number}"),
                Status::Published,
            )
            .await,
        );
    }
    for number in 0..25 {
        say(
            &paper,
            id,
            None,
            None,
            &format!("Branch {number}"),
            Status::Published,
        )
        .await;
    }
    let browser = paper.browser();
    let first = browser.get(&path).await;
    let place = format!("#comment-{}", replies[60].id);
    assert!(first.texts(&place).is_empty());
    let linked = browser
        .get(&format!("{path}?comment={}", replies[60].id))
        .await;
    assert_eq!(linked.texts(&format!("{place} .text")), ["Reply 60"]);
    assert_eq!(
        linked.texts(".branches > li:first-child > .comment .text"),
        ["The oldest"]
    );
    assert_eq!(linked.texts(".replies .text").len(), 10);
    assert_eq!(linked.texts(".earlier a"), ["Earlier replies"]);
    assert_eq!(
        linked.attributes("meta[name=robots]", "content"),
        ["noindex"]
    );

    // From the thread to its last reply, by links alone.
    let page = browser.get(&format!("{path}?comment={}", old.id)).await;
    assert_eq!(page.texts(".more a"), ["65 more replies"]);
    let mut seen = page.texts(".replies .text");
    let mut more = page.attributes(".more a", "href").pop();
    while let Some(href) = more {
        let page = browser.get(href.split('#').next().expect("a page")).await;
        seen.extend(page.texts(".replies .text"));
        more = page.attributes(".more a", "href").pop();
    }
    let expected: Vec<String> = (0..70).map(|number| format!("Reply {number}")).collect();
    assert_eq!(seen, expected);

    change(&paper, &replies[69], Status::Deleted).await;
    let gone = browser
        .get(&format!("{path}?comment={}", replies[69].id))
        .await;
    assert_eq!(gone.status, 200);
    assert_eq!(gone.texts(".missing").len(), 1);
}

#[tokio::test]
async fn stubs_and_marks_are_shown_and_roles_are_those_of_now() {
    let paper = Paper::start().await;
    let (id, path) = article(&paper, "en").await;
    let editor = paper.signed_in(Role::Editor).await;
    let first = say(
        &paper,
        id,
        Some(editor.id),
        None,
        "From the desk",
        Status::Published,
    )
    .await;
    let reply = say(&paper, id, None, Some(&first), "I see", Status::Published).await;
    let browser = paper.browser();
    assert_eq!(browser.get(&path).await.texts(".mark"), ["Newsroom"]);
    paper
        .change(&format!(
            "UPDATE people SET role = 'reader' WHERE id = {}",
            editor.id
        ))
        .await;
    assert!(browser.get(&path).await.texts(".mark").is_empty());
    paper
        .change(&format!(
            "UPDATE manuscripts SET owner_id = {} WHERE article_id = {id}",
            editor.id
        ))
        .await;
    assert_eq!(
        browser.get(&path).await.texts(".mark"),
        ["Author of the article"]
    );
    change(&paper, &first, Status::Deleted).await;
    let page = browser.get(&path).await;
    assert_eq!(page.texts(".stub"), ["Removed by its author."]);
    assert!(!page.body.contains("From the desk"));
    assert_eq!(
        page.texts(&format!("#comment-{} .answers", reply.id)),
        ["In reply to a removed comment"]
    );
    change(&paper, &reply, Status::Rejected).await;
    assert!(
        browser.get(&path).await.texts(".comment").is_empty(),
        "nothing hangs on it any more"
    );
}

#[tokio::test]
async fn scripts_fetch_threads_and_single_comments() {
    let paper = Paper::start().await;
    let (id, _) = article(&paper, "en").await;
    let first = say(&paper, id, None, None, "First", Status::Published).await;
    let reply = say(&paper, id, None, Some(&first), "Reply", Status::Published).await;
    let waiting = say(&paper, id, None, None, "Waiting", Status::Waiting).await;
    let browser = paper.browser();
    let answer = browser
        .get(&format!(
            "/fn/comment/load-thread?article={id}&view=comments%3Doldest"
        ))
        .await;
    assert!(
        answer.body.contains("data-view=\\\"comments=oldest\\\""),
        "{}",
        answer.body
    );
    assert_eq!(answer.header("cache-control"), "public, max-age=5");
    let ids = format!("{},{},{}", reply.id, first.id, waiting.id);
    let found = json(
        &browser,
        &format!("/fn/comment/load-comments?article={id}&comments={ids}"),
    )
    .await;
    let mut found: Vec<(i64, i64, i64)> = found
        .as_array()
        .expect("a list")
        .iter()
        .map(|one| {
            let of = |name: &str| one[name].as_i64().expect("a number");
            (of("id"), of("branch"), of("level"))
        })
        .collect();
    found.sort_unstable();
    assert_eq!(found, [(first.id, first.id, 0), (reply.id, first.id, 1)]);
    for wrong in [
        format!("/fn/comment/load-thread?article={id}&view=comments%3Dbest"),
        "/fn/comment/load-thread?article=999999".to_owned(),
        format!("/fn/comment/load-comments?article={id}&comments=1,x"),
        "/fn/comment/load-comments?article=999999&comments=1".to_owned(),
    ] {
        assert_eq!(browser.get(&wrong).await.status, 404, "{wrong}");
    }
    paper
        .change(&format!(
            "UPDATE articles SET status = 'withdrawn' WHERE id = {id}"
        ))
        .await;
    assert_eq!(
        browser
            .get(&format!("/fn/comment/load-thread?article={id}"))
            .await
            .status,
        404
    );
}

#[tokio::test]
async fn what_is_ones_own_is_told_to_oneself_only() {
    let paper = Paper::start().await;
    let (id, _) = article(&paper, "en").await;
    let one = paper.signed_in(Role::Reader).await;
    let other = paper.signed_in(Role::Reader).await;
    let waiting = say(&paper, id, Some(one.id), None, "Waiting", Status::Waiting).await;
    let shadowed = say(&paper, id, Some(one.id), None, "Shadowed", Status::Shadowed).await;
    let recent = say(&paper, id, Some(one.id), None, "Recent", Status::Published).await;
    let old = say(&paper, id, Some(one.id), None, "Old", Status::Published).await;
    say(&paper, id, Some(one.id), None, "Rejected", Status::Rejected).await;
    paper
        .change(&format!(
            "UPDATE comments SET posted_at = posted_at - 400000 WHERE id = {}",
            old.id
        ))
        .await;
    let path = format!("/fn/comment/mine?article={id}");
    let mine = json(&one.browser, &path).await;
    assert_eq!(mine["person"].as_i64(), Some(one.id));
    assert_eq!(mine["name"].as_str(), Some(one.name.as_str()));
    let mut own: Vec<(i64, bool, Option<&str>)> = mine["comments"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|own| {
            let html = own["shown"]["html"].as_str().expect("HTML");
            assert!(!html.contains("stub"), "one sees one's own: {html}");
            (
                own["shown"]["id"].as_i64().expect("an id"),
                own["is_waiting"].as_bool().expect("a word"),
                own["text"].as_str(),
            )
        })
        .collect();
    own.sort_unstable();
    assert_eq!(
        own,
        [
            (waiting.id, true, Some("Waiting")),
            (shadowed.id, false, Some("Shadowed")),
            (recent.id, false, Some("Recent")),
        ]
    );
    let others = json(&other.browser, &path).await;
    assert_eq!(others["comments"].as_array().map(Vec::len), Some(0));
    assert_eq!(paper.browser().get(&path).await.status, 401);
}

#[tokio::test]
async fn a_thread_that_was_closed_says_so_and_offers_no_form() {
    let paper = Paper::start().await;
    let (id, path) = article(&paper, "en").await;
    say(&paper, id, None, None, "First", Status::Published).await;
    let browser = paper.browser();
    for (mode, closed, hint) in [("closed", 1, 0), ("before", 0, 1), ("after", 0, 0)] {
        paper
            .change(&format!(
                "INSERT INTO comment_rules (scope, scope_id, mode, changed_at) VALUES ('article', {id}, '{mode}', 1) \
                 ON CONFLICT (scope, scope_id) DO UPDATE SET mode = '{mode}'"
            ))
            .await;
        let page = browser.get(&path).await;
        assert_eq!(page.texts(".comments .closed").len(), closed, "{mode}");
        assert_eq!(page.texts("#post-comment").len(), 1 - closed, "{mode}");
        assert_eq!(page.texts("#post-comment .hint").len(), hint, "{mode}");
        let buttons = page.texts(".deeds button");
        assert_eq!(buttons.contains(&"Reply".to_owned()), closed == 0, "{mode}");
    }
    paper
        .change("INSERT INTO comment_rules (scope, scope_id, close_after_days, changed_at) VALUES ('site', 0, 1, 1)")
        .await;
    paper
        .change(&format!(
            "UPDATE articles SET published_at = 1000 WHERE id = {id}"
        ))
        .await;
    assert_eq!(
        browser.get(&path).await.texts(".comments .closed"),
        ["Comments close 1 day after publication."]
    );
}
