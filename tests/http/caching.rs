//! What caches and returning readers rely on.

use crate::paper::{Paper, header};

#[tokio::test]
async fn a_page_is_the_same_bytes_for_everybody() {
    let paper = Paper::start().await;
    for path in [
        "/kk",
        "/en/education",
        "/en/education/a-school-for-nine-hundred-opens-at-the-end-of-the-road",
    ] {
        let first = paper.get(path).await;
        let second = paper
            .request("GET", path)
            .header("cookie", "language=ru; session=somebody")
            .header("accept-language", "ru")
            .header("user-agent", "another browser")
            .send()
            .await
            .expect("an answer");
        assert_eq!(header(&first, "etag"), header(&second, "etag"), "{path}");
        assert_eq!(
            header(&first, "content-security-policy"),
            header(&second, "content-security-policy")
        );
        assert_eq!(header(&second, "set-cookie"), "");
        assert_eq!(
            first.text().await.expect("text"),
            second.text().await.expect("text"),
            "{path}"
        );
    }
}

#[tokio::test]
async fn an_unchanged_page_is_not_sent_again() {
    let paper = Paper::start().await;
    for path in ["/kk", "/kk/feed.xml"] {
        let first = paper.get(path).await;
        let tag = header(&first, "etag").to_owned();
        assert!(tag.starts_with("W/\""), "{path}: {tag}");
        let again = paper
            .request("GET", path)
            .header("if-none-match", &tag)
            .send()
            .await
            .expect("an answer");
        assert_eq!(again.status(), 304, "{path}");
        assert_eq!(header(&again, "etag"), tag);
        assert_eq!(again.bytes().await.expect("bytes").len(), 0);
        let other = paper
            .request("GET", path)
            .header("if-none-match", "W/\"x\"")
            .send()
            .await
            .expect("an answer");
        assert_eq!(other.status(), 200, "{path}");
    }
}

#[tokio::test]
async fn pages_are_asked_about_and_hashed_files_are_kept() {
    let paper = Paper::start().await;
    assert_eq!(header(&paper.get("/kk").await, "cache-control"), "no-cache");
    let file = paper.get("/pkg/tilshi.0a1b2c.js").await;
    assert_eq!(
        header(&file, "cache-control"),
        "public, max-age=31536000, immutable"
    );
    let missing = paper.get("/pkg/tilshi.ffffff.js").await;
    assert_eq!(missing.status(), 404);
    assert_eq!(header(&missing, "cache-control"), "no-store");
    let data = paper.get("/fn/page?address=%2Fkk").await;
    assert_eq!(header(&data, "cache-control"), "public, max-age=30");
    let nothing = paper.get("/fn/page?address=%2Fkk%2Fnothing").await;
    assert_eq!(nothing.status(), 404);
    assert_eq!(header(&nothing, "cache-control"), "");
}

#[tokio::test]
async fn pages_are_compressed_as_the_browser_likes() {
    let paper = Paper::start().await;
    let plain = paper.get("/kk").await.bytes().await.expect("bytes").len();
    for encoding in ["br", "gzip"] {
        let response = paper
            .request("GET", "/kk")
            .header("accept-encoding", encoding)
            .send()
            .await
            .expect("an answer");
        assert_eq!(header(&response, "content-encoding"), encoding);
        assert!(
            header(&response, "vary")
                .to_lowercase()
                .contains("accept-encoding")
        );
        let length = response.bytes().await.expect("bytes").len();
        assert!(length * 3 < plain, "{encoding}: {length} of {plain}");
    }
}
