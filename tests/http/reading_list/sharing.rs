//! Lists that everybody may read who knows the address.

use super::*;
use tilshi::{
    account::model::Role,
    error::AppError,
    language::Language,
    reading_list::{
        model::{PublicLink, SharedList, Sharing},
        sharing::read_shared,
    },
    site::pages::Presenter,
};

/// The page of a shared list.
async fn read(paper: &Paper, public_id: &str, from: usize) -> Result<SharedList, AppError> {
    let mut connection = paper.database.read().await.expect("a connection");
    let presenter = Presenter::new(Language::English, &paper.configuration.site, now());
    read_shared(&mut connection, &presenter, public_id, from).await
}

#[tokio::test]
async fn a_shared_list_is_everybodys_to_read_until_it_is_stopped() {
    let paper = Paper::start_with(&[]).await;
    let ids = publish(&paper, 32).await;
    let owner = paper.signed_in(Role::Reader).await;
    let owner_name = owner.name.clone();
    let mut device = Device::new(owner.browser);
    let list = new_list();
    let mut changes = vec![
        name(list, "On <water> & bread"),
        Change::DescribeList {
            list,
            text: "About it".to_owned(),
        },
        Change::Note {
            article: article(ids[0]),
            text: "A secret".to_owned(),
        },
    ];
    changes.extend(ids.iter().map(|id| save(list, *id)));
    device.sync(&changes).await;
    paper
        .change(&format!(
            "UPDATE articles SET status = 'withdrawn' WHERE id = {}",
            ids[5]
        ))
        .await;
    let link: PublicLink = device
        .browser
        .lists("share-list", json!({"list": list}))
        .await
        .read();
    let again: PublicLink = device
        .browser
        .lists("share-list", json!({"list": list}))
        .await
        .read();
    assert_eq!(link, again, "one address");
    assert!(
        link.url.ends_with(&format!("/list/{}", link.public_id)),
        "{}",
        link.url
    );
    let page = read(&paper, &link.public_id, 0).await.expect("a page");
    assert_eq!(page.name.as_deref(), Some("On <water> & bread"));
    assert_eq!(
        (page.owner.as_str(), page.description.as_str()),
        (owner_name.as_str(), "About it")
    );
    assert_eq!(
        (page.count, page.articles.len(), page.next),
        (32, 29, Some(30))
    );
    assert_eq!(page.articles[0].id, ids[0]);
    assert!(page.changed.is_some());
    assert!(
        !serde_json::to_string(&page)
            .expect("JSON")
            .contains("A secret")
    );
    let rest = read(&paper, &link.public_id, 30).await.expect("a page");
    assert_eq!((rest.articles.len(), rest.next), (2, None));

    let feed = paper
        .browser()
        .get(&format!("{}/feed.xml", page.href))
        .await;
    assert_eq!(feed.status, 200);
    assert_eq!(
        feed.header("content-type"),
        "application/rss+xml; charset=utf-8"
    );
    assert!(
        feed.body.contains("On &lt;water&gt; &amp; bread"),
        "{}",
        feed.body
    );
    assert_eq!(
        feed.body.matches("<item>").count(),
        29,
        "of the 30 newest one is withdrawn"
    );

    device
        .browser
        .lists("stop-sharing", json!({"list": list}))
        .await
        .read::<()>();
    assert_eq!(
        read(&paper, &link.public_id, 0).await,
        Err(AppError::NotShared)
    );
    let answer = paper
        .browser()
        .get(&format!("{}/feed.xml", page.href))
        .await;
    assert_eq!(answer.status, 404);
    let new: PublicLink = device
        .browser
        .lists("share-list", json!({"list": list}))
        .await
        .read();
    assert_ne!(new.public_id, link.public_id, "the old address stays shut");
    assert_eq!(
        read(&paper, &link.public_id, 0).await,
        Err(AppError::NotShared)
    );
    let sharing: Vec<Sharing> = device.browser.lists("list-sharing", json!({})).await.read();
    assert_eq!(sharing.len(), 1);
    assert_eq!(sharing[0].public, Some(new.clone()));
    // A deleted list is not shared either, and one that is brought back is again.
    device.sync(&[Change::DeleteList { list }]).await;
    assert_eq!(
        read(&paper, &new.public_id, 0).await,
        Err(AppError::NotShared)
    );
    device.sync(&[name(list, "Back")]).await;
    assert!(read(&paper, &new.public_id, 0).await.is_ok());
    for unknown in ["f".repeat(32), "x".to_owned(), String::new()] {
        assert_eq!(read(&paper, &unknown, 0).await, Err(AppError::NotFound));
    }
}

#[tokio::test]
async fn only_ones_own_list_can_be_shared_or_stopped() {
    let paper = Paper::start_with(&[]).await;
    let mut owner = Device::new(paper.signed_in(Role::Reader).await.browser);
    let list = new_list();
    owner.sync(&[name(list, "Mine")]).await;
    let link: PublicLink = owner
        .browser
        .lists("share-list", json!({"list": list}))
        .await
        .read();
    let other = paper.signed_in(Role::Admin).await.browser;
    let answer = other.lists("share-list", json!({"list": list})).await;
    assert_eq!(answer.refusal(), AppError::NotFound);
    other
        .lists("stop-sharing", json!({"list": list}))
        .await
        .read::<()>();
    assert!(read(&paper, &link.public_id, 0).await.is_ok());
}

#[tokio::test]
async fn a_shared_list_can_be_copied() {
    let paper = Paper::start_with(&[]).await;
    let mut owner = Device::new(paper.signed_in(Role::Reader).await.browser);
    owner
        .sync(&[save(ListId::LATER, 2), save(ListId::LATER, 1)])
        .await;
    let link: PublicLink = owner
        .browser
        .lists("share-list", json!({"list": ListId::LATER}))
        .await
        .read();
    let mut reader = Device::new(paper.signed_in(Role::Reader).await.browser);
    let arguments = json!({"public_id": link.public_id, "name": "Theirs"});
    let copy: ListId = reader
        .browser
        .lists("copy-list", arguments.clone())
        .await
        .read();
    reader.sync(&[]).await;
    assert_eq!(saved(&reader.lists, copy), [1, 2]);
    assert_eq!(saved(&reader.lists, ListId::LATER), [0_i64; 0]);
    let summary = reader.lists.lists().pop().expect("a list");
    assert_eq!(
        (summary.id, summary.name.as_deref()),
        (copy, Some("Theirs"))
    );
    owner
        .browser
        .lists("stop-sharing", json!({"list": ListId::LATER}))
        .await
        .read::<()>();
    let answer = reader.browser.lists("copy-list", arguments).await;
    assert_eq!(answer.refusal(), AppError::NotShared);
}
