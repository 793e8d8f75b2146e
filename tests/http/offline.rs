//! What browsers get for reading without a network and for home screens.

use crate::paper::{Paper, header};
use serde_json::Value;
use std::fs;

#[tokio::test]
async fn each_language_is_an_app_of_its_own() {
    let paper = Paper::start().await;
    for (language, direction) in [("kk", "ltr"), ("ru", "ltr"), ("en", "ltr")] {
        let path = format!("/{language}/manifest.webmanifest");
        let page = paper.page(&format!("/{language}")).await;
        assert!(page.contains(&format!("href=\"{path}\"")), "{language}");
        let answer = paper.get(&path).await;
        assert_eq!(header(&answer, "content-type"), "application/manifest+json");
        let manifest: Value =
            serde_json::from_str(&answer.text().await.expect("text")).expect("JSON");
        assert_eq!(manifest["start_url"], format!("/{language}"));
        assert_eq!(manifest["lang"], language);
        assert_eq!(manifest["dir"], direction);
        assert!(!manifest["name"].as_str().expect("a name").is_empty());
    }
    let stranger = paper.get("/de/manifest.webmanifest").await;
    assert_eq!(stranger.status(), 404);
}

#[tokio::test]
async fn the_service_worker_is_looked_at_anew_and_may_fetch_from_here_only() {
    let paper = Paper::start().await;
    let site = paper.configuration.leptos.site_root.clone();
    fs::write(site.join("service-worker.js"), "addEventListener").expect("a file");
    let answer = paper.get("/service-worker.js").await;
    assert_eq!(answer.status(), 200);
    assert!(header(&answer, "content-type").starts_with("text/javascript"));
    assert_eq!(header(&answer, "cache-control"), "no-cache");
    assert_eq!(
        header(&answer, "content-security-policy"),
        "default-src 'none'; connect-src 'self'"
    );
    let page = paper.page("/kk").await;
    assert!(page.contains("register('/service-worker.js')"));
}

#[tokio::test]
async fn the_page_without_a_network_is_for_nobody_to_find() {
    let paper = Paper::start().await;
    for language in ["kk", "ru", "en"] {
        let page = paper.page(&format!("/{language}/offline")).await;
        assert!(page.contains("<meta name=\"robots\" content=\"noindex\">"));
        assert!(page.contains(" class=\"stand-in\"></div>"), "{page}");
    }
}
