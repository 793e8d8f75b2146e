//! Lists that several people edit.
//!
//! The owner's row in the database stands for the list: whoever comes, goes, or does something in the
//! list holds it. So nobody gets an operation of a list that they have left, and whoever comes misses
//! none.

use super::{
    lists::{invalid, sign},
    model::{Invitation, ListEditor, Sharing},
    sharing::public_link,
    store::{
        EditorRecord, Held, add_editor, count_editors, count_invitations, delete_editor,
        find_invitation, find_owner, hold, insert_invitation, leave_lists, list_invitations,
        list_named, list_shared, withdraw_invitation as store_withdrawal,
    },
    taking::{new_device, shared_list, take_in},
};
use crate::{
    account::{identity::Visit, secret::Secret},
    error::{AppError, Problem},
    language::Language,
    site::pages::Presenter,
};
use reading::{Change, ListId, Operation};
use std::collections::{BTreeMap, BTreeSet};

/// How long an invitation is good: 30 days, in milliseconds.
const GOOD_FOR: i64 = 30 * 24 * 3_600_000;
/// The most people who edit one list, its owner among them.
const MOST_EDITORS: u32 = 20;
/// The most good links to one list.
const MOST_INVITATIONS: u32 = 20;

/// The page that takes up an invitation. The token is in the query, because paths are logged.
pub fn join_href(language: Language, token: &Secret) -> String {
    format!("/{}/lists/join?token={}", language.code(), token.reveal())
}

/// Makes a link by which others come to edit a list of whoever is signed in. The answer is the only
/// place where it is to be seen whole.
///
/// # Errors
/// [`AppError::SignInNeeded`]; [`AppError::NotFound`] when there is no such list;
/// [`AppError::Forbidden`] when it is somebody else's; [`AppError::Invalid`] for the list that everybody
/// has, whose id is the same for all, and when there are too many links; when the database fails.
pub async fn invite_editors(visit: &Visit, list: ListId) -> Result<Invitation, AppError> {
    let owner = visit.signed_in()?.person.id;
    if list == ListId::LATER {
        return Err(AppError::invalid("list", Problem::NotAChoice));
    }
    let token = Secret::generate()?;
    let expires_at = visit.now + GOOD_FOR;
    let mut transaction = visit.state.database.write().await?;
    let people = BTreeSet::from([owner]);
    let held = hold(&mut transaction, &people, new_device()?, visit.now).await?;
    if !held.values().any(|own| own.lists.has_list(list)) {
        return Err(AppError::NotFound);
    }
    match find_owner(&mut transaction, list, owner).await? {
        Some(other) if other != owner => return Err(AppError::Forbidden),
        Some(_) => {}
        None => {
            let editor = EditorRecord {
                list,
                person: owner,
                owner,
            };
            add_editor(&mut transaction, editor, visit.now).await?;
        }
    }
    let links = count_invitations(&mut transaction, owner, list, visit.now).await?;
    if links >= i64::from(MOST_INVITATIONS) {
        return Err(AppError::invalid(
            "list",
            Problem::TooMany(MOST_INVITATIONS),
        ));
    }
    let id =
        insert_invitation(&mut transaction, owner, list, &token, visit.now, expires_at).await?;
    transaction.commit().await?;
    let presenter = Presenter::new(visit.language, &visit.state.configuration.site, visit.now);
    Ok(Invitation {
        id,
        created: presenter.full_moment(visit.now),
        expires: presenter.full_moment(expires_at),
        url: Some(presenter.absolute(&join_href(visit.language, &token))),
    })
}

/// Withdraws a link. Who has come by it stays.
///
/// # Errors
/// [`AppError::SignInNeeded`], [`AppError::NotFound`] when it is nobody's or somebody else's, and when the
/// database fails.
pub async fn withdraw_invitation(visit: &Visit, invitation: i64) -> Result<(), AppError> {
    let owner = visit.signed_in()?.person.id;
    let mut transaction = visit.state.database.write().await?;
    // Whoever is taking it up at this moment holds the owner's row.
    let people = BTreeSet::from([owner]);
    hold(&mut transaction, &people, new_device()?, visit.now).await?;
    if !store_withdrawal(&mut transaction, owner, invitation, visit.now).await? {
        return Err(AppError::NotFound);
    }
    transaction.commit().await?;
    Ok(())
}

/// Takes up an invitation: from now on whoever is signed in edits the list, and has all that is in it.
/// Gives the list.
///
/// # Errors
/// [`AppError::SignInNeeded`]; [`AppError::LinkSpent`]; [`AppError::Invalid`] when too many edit the list
/// or whoever comes has too many lists or articles; when the database fails.
pub async fn join(visit: &Visit, token: &str) -> Result<ListId, AppError> {
    let person = visit.signed_in()?.person.id;
    let token = Secret::parse(token).ok_or(AppError::LinkSpent)?;
    let mut connection = visit.state.database.read().await?;
    let (owner, list) = find_invitation(&mut connection, &token, visit.now)
        .await?
        .ok_or(AppError::LinkSpent)?;
    drop(connection);
    if owner == person {
        return Ok(list);
    }
    let mut transaction = visit.state.database.write().await?;
    let people = BTreeSet::from([owner, person]);
    let mut held = hold(&mut transaction, &people, new_device()?, visit.now).await?;
    // Once more, now that the owner's row is held: it may have been withdrawn meanwhile.
    find_invitation(&mut transaction, &token, visit.now)
        .await?
        .ok_or(AppError::LinkSpent)?;
    match find_owner(&mut transaction, list, person).await? {
        Some(known) if known == owner => return Ok(list),
        // What they have left with they share with others themselves.
        Some(_) => return Err(AppError::invalid("list", Problem::NotAChoice)),
        None => {}
    }
    let count = count_editors(&mut transaction, owner, list).await?;
    if count >= i64::from(MOST_EDITORS) {
        return Err(AppError::invalid("list", Problem::TooMany(MOST_EDITORS)));
    }
    let operations = take_over(&held, owner, person, list, visit.now)?;
    let refused = take_in(
        &mut transaction,
        &mut held,
        person,
        Vec::new(),
        &operations,
        visit.now,
    )
    .await?;
    if let Some(refused) = refused.first() {
        return Err(invalid(&refused.refusal));
    }
    let editor = EditorRecord {
        list,
        person,
        owner,
    };
    add_editor(&mut transaction, editor, visit.now).await?;
    transaction.commit().await?;
    Ok(list)
}

/// What gives a person all that is in an owner's list, and puts the list behind their others. The last
/// also brings it back to those who have deleted it before.
fn take_over(
    held: &BTreeMap<i64, Held>,
    owner: i64,
    person: i64,
    list: ListId,
    now: i64,
) -> Result<Vec<Operation>, AppError> {
    let owner = held.get(&owner).ok_or(AppError::LinkSpent)?;
    let person = held.get(&person).ok_or(AppError::SignInNeeded)?;
    if !owner.lists.has_list(list) {
        return Err(AppError::LinkSpent);
    }
    let mut operations = owner.lists.to_operations();
    operations.retain(|operation| shared_list(&operation.change) == Some(list));
    let mut place = person.lists.make_list(list, String::new());
    place.retain(|change| matches!(change, Change::OrderLists { .. }));
    // Its time must be later than a deletion that either of the two knows.
    operations.extend(sign(person, place, now)?);
    Ok(operations)
}

/// Edits a list no longer. It stays with whoever leaves, as a copy of their own; with the owner all
/// others go likewise.
///
/// # Errors
/// [`AppError::SignInNeeded`], and when the database fails.
pub async fn leave(visit: &Visit, list: ListId) -> Result<(), AppError> {
    let person = visit.signed_in()?.person.id;
    let mut transaction = visit.state.database.write().await?;
    let people = BTreeSet::from([person]);
    hold(&mut transaction, &people, new_device()?, visit.now).await?;
    leave_lists(&mut transaction, person, &[list], visit.now).await?;
    transaction.commit().await?;
    Ok(())
}

/// Takes somebody out of those who edit a list of whoever is signed in. What they have keeps as a copy
/// of their own.
///
/// # Errors
/// [`AppError::SignInNeeded`], [`AppError::NotFound`] when they do not edit it, and when the database
/// fails.
pub async fn remove_editor(visit: &Visit, list: ListId, person: i64) -> Result<(), AppError> {
    let owner = visit.signed_in()?.person.id;
    let mut transaction = visit.state.database.write().await?;
    // Looked at first, so that nobody can have the rows of strangers held.
    if find_owner(&mut transaction, list, person).await? != Some(owner) {
        return Err(AppError::NotFound);
    }
    let people = BTreeSet::from([owner, person]);
    hold(&mut transaction, &people, new_device()?, visit.now).await?;
    let editor = EditorRecord {
        list,
        person,
        owner,
    };
    if !delete_editor(&mut transaction, editor).await? {
        return Err(AppError::NotFound);
    }
    transaction.commit().await?;
    Ok(())
}

/// With whom the lists of whoever is signed in are shared, with addresses in a language; those that are shared with nobody are left out.
///
/// # Errors
/// [`AppError::SignInNeeded`], and when the database fails.
pub async fn list_sharing(visit: &Visit, language: Language) -> Result<Vec<Sharing>, AppError> {
    let person = visit.signed_in()?.person.id;
    let presenter = Presenter::new(language, &visit.state.configuration.site, visit.now);
    let mut connection = visit.state.database.read().await?;
    let shared = list_shared(&mut connection, person).await?;
    let editors = list_named(&mut connection, person).await?;
    let invitations = list_invitations(&mut connection, person, visit.now).await?;
    drop(connection);
    let mut found: BTreeMap<ListId, Sharing> = BTreeMap::new();
    fn of(found: &mut BTreeMap<ListId, Sharing>, list: ListId) -> &mut Sharing {
        found.entry(list).or_insert_with(|| Sharing {
            list,
            public: None,
            is_own: true,
            editors: Vec::new(),
            invitations: Vec::new(),
        })
    }
    for (list, public_id) in shared {
        of(&mut found, list).public = Some(public_link(&presenter, public_id));
    }
    for (editor, name) in editors {
        let sharing = of(&mut found, editor.list);
        sharing.is_own = editor.owner == person;
        sharing.editors.push(ListEditor {
            id: editor.person,
            name,
            is_owner: editor.person == editor.owner,
        });
    }
    for invitation in invitations {
        of(&mut found, invitation.list)
            .invitations
            .push(Invitation {
                id: invitation.id,
                created: presenter.full_moment(invitation.created_at),
                expires: presenter.full_moment(invitation.expires_at),
                url: None,
            });
    }
    Ok(found.into_values().collect())
}
