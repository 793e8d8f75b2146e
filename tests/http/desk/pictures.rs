//! Pictures that the newsroom sends.

use crate::paper::{Answer, Paper};
use img_parts::png::PngChunk;
use serde_json::Value;
use std::fs;
use tilshi::{
    account::model::Role,
    error::{AppError, Problem},
};

const PICTURE: &[u8] = include_bytes!("../../../edition/pictures/bakery.webp");
const PATH: &str = "/fn/desk/upload-picture";

fn png(width: u32, height: u32, weight: usize) -> Vec<u8> {
    let chunk = |kind: &[u8; 4], data: Vec<u8>| PngChunk::new(*kind, data.into()).encoder().bytes();
    let head = [
        &width.to_be_bytes()[..],
        &height.to_be_bytes(),
        b"\x08\x02\0\0\0",
    ]
    .concat();
    [
        &b"\x89PNG\r\n\x1a\n"[..],
        &chunk(b"IHDR", head),
        &chunk(b"IDAT", vec![7; weight]),
        &chunk(b"IEND", Vec::new()),
    ]
    .concat()
}

fn refusal(answer: &Answer) -> Problem {
    match answer.refusal() {
        AppError::Invalid(problems) => {
            assert_eq!(problems[0].field, "picture");
            problems[0].problem
        }
        other => panic!("{other:?}"),
    }
}

/// How many folders of media there are.
fn stored(paper: &Paper) -> usize {
    fs::read_dir(paper.configuration.data_dir.join("media")).map_or(0, Iterator::count)
}

#[tokio::test]
async fn a_picture_is_stored_under_its_content_and_shown() {
    let paper = Paper::start_with(&[]).await;
    let author = paper.signed_in(Role::Author).await;
    let path = format!("{PATH}?name=%D0%96%D0%B0%D2%A3%D0%B0%20%D0%BD%D0%B0%D0%BD.JPG");
    let answer = author.browser.upload(&path, PICTURE.to_vec()).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert_eq!(answer.header("cache-control"), "no-store");
    let found: Value = serde_json::from_str(&answer.body).expect("JSON");
    let src = found["src"].as_str().expect("an address");
    assert!(
        src.starts_with("/media/") && src.ends_with(".webp"),
        "{src}"
    );
    assert!(src.contains("nan"), "its own name: {src}");
    assert!(found["width"].as_u64() > Some(100) && found["height"].as_u64() > Some(100));
    let shown = paper.get(src).await;
    assert_eq!(shown.status(), 200);
    assert_eq!(shown.headers()["content-type"], "image/webp");
    assert_eq!(shown.bytes().await.expect("bytes"), PICTURE);
    let again = author.browser.upload(&path, PICTURE.to_vec()).await;
    assert_eq!(again.body, answer.body);
    assert_eq!(stored(&paper), 1);
    let nameless = author.browser.upload(PATH, png(3, 4, 9)).await;
    assert!(nameless.body.contains("/picture.png"), "{}", nameless.body);
}

#[tokio::test]
async fn what_a_picture_says_besides_is_not_kept() {
    let paper = Paper::start_with(&[]).await;
    let author = paper.signed_in(Role::Author).await;
    let mut picture = PICTURE.to_vec();
    picture.extend_from_slice(b"taken at 51.2333N 51.3667E");
    let answer = author.browser.upload(PATH, picture).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    let found: Value = serde_json::from_str(&answer.body).expect("JSON");
    let shown = paper.get(found["src"].as_str().expect("an address")).await;
    assert_eq!(shown.bytes().await.expect("bytes"), PICTURE);
}

#[tokio::test]
async fn what_is_no_whole_picture_is_refused_and_says_why() {
    let paper = Paper::start_with(&[]).await;
    let author = paper.signed_in(Role::Author).await;
    let half = PICTURE[..PICTURE.len() / 2].to_vec();
    for (content, problem) in [
        (b"<svg onload='alert(1)'/>".to_vec(), Problem::NotAPicture),
        (Vec::new(), Problem::NotAPicture),
        (half, Problem::BrokenPicture),
        (png(20_000, 20_000, 9), Problem::TooManyPixels(100)),
        (png(10, 10, 20_000_000), Problem::TooManyBytes(20)),
    ] {
        let answer = author
            .browser
            .upload(&format!("{PATH}?name=a.png"), content)
            .await;
        assert_eq!(refusal(&answer), problem);
    }
    assert_eq!(stored(&paper), 0);
    // Larger than anything else may be, and still a picture.
    let answer = author.browser.upload(PATH, png(10, 10, 19_000_000)).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
}

#[tokio::test]
async fn only_those_who_write_may_send_one_and_only_from_here() {
    let paper = Paper::start_with(&[]).await;
    for role in [Role::Reader, Role::Moderator] {
        let person = paper.signed_in(role).await;
        let answer = person.browser.upload(PATH, PICTURE.to_vec()).await;
        assert_eq!(answer.refusal(), AppError::Forbidden);
    }
    let stranger = paper.browser().upload(PATH, PICTURE.to_vec()).await;
    assert_eq!(stranger.refusal(), AppError::SignInNeeded);
    let author = paper.signed_in(Role::Author).await;
    let elsewhere = author
        .browser
        .copy()
        .with("origin", "https://evil.example")
        .upload(PATH, PICTURE.to_vec())
        .await;
    assert_eq!(elsewhere.status, 403);
    let looked = author.browser.get(PATH).await;
    assert_eq!(looked.status, 405);
    assert_eq!(stored(&paper), 0);
}

#[tokio::test]
async fn a_disk_that_refuses_is_told_and_keeps_nothing() {
    let paper = Paper::start_with(&[]).await;
    let author = paper.signed_in(Role::Author).await;
    // No folder can be made where a file lies.
    fs::write(paper.configuration.data_dir.join("media"), "").expect("a file");
    let answer = author.browser.upload(PATH, PICTURE.to_vec()).await;
    assert!(
        matches!(answer.refusal(), AppError::Failed(_)),
        "{}",
        answer.body
    );
}
