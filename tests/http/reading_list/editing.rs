//! Lists that several people edit.

use super::*;
use tilshi::{
    account::model::Role,
    error::{AppError, Problem},
    reading_list::model::{Invitation, Sharing},
};

/// The token in a link that invites.
fn token(invitation: &Invitation) -> String {
    let url = invitation.url.as_deref().expect("a link");
    url.split_once("?token=").expect("a token").1.to_owned()
}

async fn invite(owner: &Device, list: ListId) -> Invitation {
    owner
        .browser
        .lists("invite-editors", json!({"list": list}))
        .await
        .read()
}

async fn join(device: &Device, token: &str) -> Answer {
    device
        .browser
        .lists("join-list", json!({"token": token}))
        .await
}

async fn sharing(device: &Device) -> Vec<Sharing> {
    device.browser.lists("list-sharing", json!({})).await.read()
}

#[tokio::test]
async fn whoever_joins_has_the_whole_list_and_edits_it() {
    let paper = Paper::start_with(&[]).await;
    let mut owner = Device::new(paper.signed_in(Role::Reader).await.browser);
    let mut guest = Device::new(paper.signed_in(Role::Reader).await.browser);
    let list = new_list();
    let personal = Change::Note {
        article: article(1),
        text: "secret".to_owned(),
    };
    owner
        .sync(&[name(list, "Ours"), save(list, 1), save(list, 2), personal])
        .await;
    owner
        .sync(&[Change::Remove {
            list,
            article: article(2),
        }])
        .await;
    guest
        .sync(&[save(list, 7), Change::DeleteList { list }])
        .await;
    let invitation = invite(&owner, list).await;
    let stored = paper.text("SELECT token_hash FROM list_invitations").await;
    assert_ne!(stored, token(&invitation), "only its hash is kept");
    assert_eq!(
        join(&guest, &token(&invitation)).await.read::<ListId>(),
        list
    );
    let last = paper.number("SELECT MAX(last) FROM reading_lists").await;
    assert_eq!(
        join(&guest, &token(&invitation)).await.read::<ListId>(),
        list
    );
    assert_eq!(
        paper.number("SELECT MAX(last) FROM reading_lists").await,
        last
    );
    guest.sync(&[]).await;
    assert_eq!(
        saved(&guest.lists, list),
        [1, 7],
        "it is there, deleted before or not"
    );
    assert_eq!(guest.lists.note(article(1)), "");
    guest.sync(&[save(list, 3)]).await;
    owner.sync(&[]).await;
    assert_eq!(
        saved(&owner.lists, list),
        [1, 3],
        "what the guest had before is the guest's"
    );
    let of_owner = sharing(&owner).await;
    assert_eq!(of_owner[0].editors.len(), 2);
    assert_eq!(
        (of_owner[0].is_own, of_owner[0].invitations.len()),
        (true, 1)
    );
    assert_eq!(of_owner[0].invitations[0].url, None);
    let of_guest = sharing(&guest).await;
    assert_eq!(
        (of_guest[0].is_own, of_guest[0].invitations.len()),
        (false, 0)
    );
    assert!(of_guest[0].editors[0].is_owner && !of_guest[0].editors[1].is_owner);

    guest
        .browser
        .lists("leave-list", json!({"list": list}))
        .await
        .read::<()>();
    owner.sync(&[save(list, 4)]).await;
    guest.sync(&[save(list, 5)]).await;
    owner.sync(&[]).await;
    assert_eq!(saved(&owner.lists, list), [1, 3, 4]);
    assert_eq!(saved(&guest.lists, list), [1, 3, 5, 7]);
}

#[tokio::test]
async fn only_the_owner_invites_withdraws_and_removes() {
    let paper = Paper::start_with(&[]).await;
    let mut owner = Device::new(paper.signed_in(Role::Reader).await.browser);
    let guest_person = paper.signed_in(Role::Reader).await;
    let mut guest = Device::new(guest_person.browser);
    let other = Device::new(paper.signed_in(Role::Admin).await.browser);
    let list = new_list();
    owner.sync(&[name(list, "Ours"), save(list, 1)]).await;
    let invitation = invite(&owner, list).await;
    join(&guest, &token(&invitation)).await.read::<ListId>();
    guest.sync(&[]).await;
    let call = async |device: &Device, function: &str, arguments: Value| {
        device.browser.lists(function, arguments).await
    };
    let of_list = json!({"list": list});
    assert_eq!(
        call(&guest, "invite-editors", of_list.clone())
            .await
            .refusal(),
        AppError::Forbidden
    );
    assert_eq!(
        call(&other, "invite-editors", of_list).await.refusal(),
        AppError::NotFound
    );
    let later = json!({"list": ListId::LATER});
    assert_eq!(
        call(&owner, "invite-editors", later).await.refusal(),
        AppError::invalid("list", Problem::NotAChoice)
    );
    let id = json!({"invitation": invitation.id});
    assert_eq!(
        call(&guest, "withdraw-invitation", id.clone())
            .await
            .refusal(),
        AppError::NotFound
    );
    let remove = json!({"list": list, "person": guest_person.id});
    for device in [&guest, &other] {
        assert_eq!(
            call(device, "remove-editor", remove.clone())
                .await
                .refusal(),
            AppError::NotFound
        );
    }
    assert_eq!(sharing(&owner).await[0].editors.len(), 2);

    call(&owner, "withdraw-invitation", id.clone())
        .await
        .read::<()>();
    call(&owner, "withdraw-invitation", id).await.read::<()>();
    assert_eq!(
        join(&other, &token(&invitation)).await.refusal(),
        AppError::LinkSpent
    );
    call(&owner, "remove-editor", remove.clone())
        .await
        .read::<()>();
    assert_eq!(
        call(&owner, "remove-editor", remove).await.refusal(),
        AppError::NotFound
    );
    owner.sync(&[save(list, 2)]).await;
    guest.sync(&[save(list, 3)]).await;
    owner.sync(&[]).await;
    assert_eq!(saved(&owner.lists, list), [1, 2]);
    assert_eq!(saved(&guest.lists, list), [1, 3]);
}

#[tokio::test]
async fn spent_links_and_full_lists_let_nobody_in() {
    let paper = Paper::start_with(&[]).await;
    let mut owner = Device::new(paper.signed_in(Role::Reader).await.browser);
    let guest_person = paper.signed_in(Role::Reader).await;
    let guest = Device::new(guest_person.browser);
    let list = new_list();
    owner.sync(&[name(list, "Ours")]).await;
    let invitation = invite(&owner, list).await;
    for wrong in ["", "x", &"a".repeat(43)] {
        assert_eq!(join(&guest, wrong).await.refusal(), AppError::LinkSpent);
    }
    let expires = paper
        .number("SELECT expires_at FROM list_invitations")
        .await;
    paper
        .change("UPDATE list_invitations SET expires_at = 1")
        .await;
    assert_eq!(
        join(&guest, &token(&invitation)).await.refusal(),
        AppError::LinkSpent
    );
    paper
        .change(&format!(
            "UPDATE list_invitations SET expires_at = {expires}"
        ))
        .await;
    for _ in 0..19 {
        let person = paper.person(Role::Reader).await;
        paper
            .change(&format!(
                "INSERT INTO list_editors (list_id, person_id, owner_id, joined_at) \
                 SELECT list_id, {}, owner_id, 1 FROM list_editors WHERE person_id = owner_id",
                person.id
            ))
            .await;
    }
    assert_eq!(
        join(&guest, &token(&invitation)).await.refusal(),
        AppError::invalid("list", Problem::TooMany(20))
    );
    paper
        .change("DELETE FROM list_editors WHERE person_id <> owner_id")
        .await;
    // A list that its owner has deleted is nobody's to join.
    owner.sync(&[Change::DeleteList { list }]).await;
    assert_eq!(
        join(&guest, &token(&invitation)).await.refusal(),
        AppError::LinkSpent
    );
    assert_eq!(sharing(&guest).await, []);
}
