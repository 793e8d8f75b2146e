//! What every answer carries, and how odd requests are met.

use crate::paper::{Paper, header};
use base64::{Engine, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

#[tokio::test]
async fn pages_allow_exactly_their_own_scripts() {
    let paper = Paper::start().await;
    let response = paper.get("/kk").await;
    let policy = header(&response, "content-security-policy").to_owned();
    let html = response.text().await.expect("text");
    assert!(policy.contains("default-src 'none'"), "{policy}");
    assert!(
        !policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"),
        "{policy}"
    );
    assert!(
        !html.contains("nonce"),
        "a nonce would make each page differ"
    );
    let mut inline = 0;
    for script in html.split("<script").skip(1) {
        let (tag, rest) = script.split_once('>').expect("a tag");
        let content = rest.split("</script>").next().expect("content");
        if !tag.contains(" src=") {
            inline += 1;
            let hash = STANDARD.encode(Sha256::digest(content));
            assert!(
                policy.contains(&format!("'sha256-{hash}'")),
                "{tag}: {content:.60}"
            );
        }
    }
    assert!(inline >= 2, "theme and hydration");
    assert_eq!(policy.matches("sha256-").count(), inline);
    assert!(
        !html.contains(" style="),
        "the policy allows no style attributes"
    );
    assert!(!html.contains(" onclick="));
}

#[tokio::test]
async fn every_answer_carries_the_security_headers() {
    let paper = Paper::start().await;
    for path in [
        "/kk",
        "/",
        "/kk/nothing",
        "/healthz",
        "/pkg/tilshi.0a1b2c.js",
        "/pkg/none.js",
        "/fn/page?address=%2Fkk",
        "/kk/feed.xml",
    ] {
        let response = paper.get(path).await;
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "strict-origin-when-cross-origin"),
            ("cross-origin-opener-policy", "same-origin"),
        ] {
            assert_eq!(header(&response, name), value, "{path}");
        }
        assert!(
            header(&response, "permissions-policy").contains("geolocation=()"),
            "{path}"
        );
        assert!(
            header(&response, "content-security-policy").contains("frame-ancestors"),
            "{path}"
        );
        assert!(!header(&response, "x-request-id").is_empty(), "{path}");
        assert_eq!(
            header(&response, "strict-transport-security"),
            "",
            "{path}: the site is not on https"
        );
    }
}

#[tokio::test]
async fn https_sites_ask_for_https() {
    let paper = Paper::start_with(&[("TILSHI_SITE_URL", "https://paper.example")]).await;
    let response = paper.get("/kk").await;
    assert!(header(&response, "strict-transport-security").starts_with("max-age=63072000"));
    assert!(header(&response, "content-security-policy").contains("upgrade-insecure-requests"));
}

#[tokio::test]
async fn variants_redirect_to_the_one_address() {
    let paper = Paper::start().await;
    for (variant, canonical) in [
        ("/kk/", "/kk"),
        ("//kk", "/kk"),
        ("/KK", "/kk"),
        ("/en/Education/?before=1-2", "/en/education?before=1-2"),
    ] {
        let response = paper.get(variant).await;
        assert_eq!(response.status(), 301, "{variant}");
        assert_eq!(header(&response, "location"), canonical, "{variant}");
    }
}

#[tokio::test]
async fn methods_are_answered_as_the_standard_says() {
    let paper = Paper::start().await;
    let get = paper.get("/kk").await;
    let head = paper
        .request("HEAD", "/kk")
        .send()
        .await
        .expect("an answer");
    assert_eq!(head.status(), 200);
    assert_eq!(header(&head, "etag"), header(&get, "etag"));
    assert_eq!(head.bytes().await.expect("bytes").len(), 0);
    for path in ["/kk", "/healthz", "/fn/page"] {
        let options = paper
            .request("OPTIONS", path)
            .send()
            .await
            .expect("an answer");
        assert_eq!(options.status(), 204, "{path}");
        assert!(
            header(&options, "allow").contains("GET")
                && header(&options, "allow").contains("OPTIONS"),
            "{path}"
        );
        let post = paper
            .request("POST", path)
            .header("origin", paper.url(""))
            .body("x")
            .send()
            .await
            .expect("an answer");
        assert_eq!(post.status(), 405, "{path}");
        assert!(header(&post, "allow").contains("GET"), "{path}");
    }
}

#[tokio::test]
async fn data_is_never_a_redirect_to_where_a_stranger_says() {
    let paper = Paper::start().await;
    let response = paper
        .request("GET", "/fn/page?address=%2Fkk")
        .header("accept", "text/html")
        .header("referer", "https://evil.example/")
        .send()
        .await
        .expect("an answer");
    assert_eq!(response.status(), 200);
    assert_eq!(header(&response, "location"), "");
    assert_eq!(header(&response, "content-type"), "application/json");
}

#[tokio::test]
async fn bodies_and_headers_have_limits() {
    let paper = Paper::start_with(&[("TILSHI_HTTP_BODY_LIMIT_BYTES", "2048")]).await;
    let body = vec![b'x'; 4096];
    let response = paper
        .request("POST", "/kk")
        .header("origin", paper.url(""))
        .body(body)
        .send()
        .await
        .expect("an answer");
    assert_eq!(response.status(), 413);

    let mut stream = TcpStream::connect(paper.address())
        .await
        .expect("a connection");
    let long = "x".repeat(2 * 1024 * 1024);
    let request = format!("GET /kk HTTP/1.1\r\nhost: x\r\nx-long: {long}\r\n\r\n");
    let _ = stream.write_all(request.as_bytes()).await;
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer).await;
    let answer = String::from_utf8_lossy(&answer);
    assert!(
        answer.is_empty() || answer.starts_with("HTTP/1.1 431"),
        "{answer:.80}"
    );
}

#[tokio::test]
async fn a_request_that_runs_is_finished_before_the_server_stops() {
    let paper = Paper::start_with(&[("TILSHI_DATABASE_MAX_CONNECTIONS", "1")]).await;
    let address = paper.address();
    // The page waits for the only connection to the database, which this test holds.
    let held = paper.database.read().await.expect("the connection");
    let mut stream = TcpStream::connect(address).await.expect("a connection");
    // Both requests arrive at once: when the first is answered, the second is under way.
    let requests = "GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n\
                    GET /kk HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n";
    stream.write_all(requests.as_bytes()).await.expect("sent");
    let mut answer = Vec::new();
    while !answer.ends_with(b"ok\n") {
        answer.push(stream.read_u8().await.expect("a byte"));
    }
    let stopping = tokio::spawn(paper.stop());
    drop(held);
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.expect("an answer");
    assert!(
        answer.starts_with("HTTP/1.1 200") && answer.contains("</html>"),
        "{answer:.80}"
    );
    stopping.await.expect("stopped");
    assert!(
        TcpStream::connect(address).await.is_err(),
        "nobody listens any more"
    );
}

#[tokio::test]
async fn operators_see_whether_requests_can_be_sent_here() {
    let paper = Paper::start_with(&[]).await;
    assert_eq!(paper.get("/healthz").await.status(), 200);
    assert_eq!(paper.get("/readyz").await.status(), 200);
    paper.database.close().await;
    assert_eq!(paper.get("/healthz").await.status(), 200);
    assert_eq!(paper.get("/readyz").await.status(), 503);
    let broken = paper.get("/kk").await;
    assert_eq!(broken.status(), 500);
    let html = broken.text().await.expect("text");
    assert!(
        html.contains("<title>Бізде бірдеңе істен шықты — Тілші</title>"),
        "the paper's name is known all the same"
    );
    assert!(
        html.contains("Бізде бірдеңе істен шықты"),
        "a page in the reader's language"
    );
    assert!(
        !html.contains("PoolClosed") && !html.contains("pool"),
        "and nothing of what broke"
    );
}
