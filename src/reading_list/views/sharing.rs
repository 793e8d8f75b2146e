//! Sharing a list: by its address with everybody, by an invitation with those who edit it too.

use super::{
    Room,
    forms::{Act, act, sending},
    one::Shown,
};
use crate::{
    reading_list::model::{Invitation, ListEditor, Sharing},
    ui::settled::settled,
};
use leptos::prelude::*;
use leptos_i18n::td_string;
use reading::ListId;

/// With whom the list is shared, and with whom it could be. Only whoever is signed in shares.
pub(super) fn sharing(shown: Shown, room: Room) -> AnyView {
    let locale = room.locale;
    let list = shown.id();
    if !room.is_signed_in {
        let lists = room.lists();
        let front = lists.trim_end_matches("/lists");
        let href = format!("{front}/sign-in?next={}", room.list(list));
        return settled(view! {
            <p class="quiet">
                {td_string!(locale, reading_list.share_signed_out)} " "
                <a href=href>{td_string!(locale, masthead.sign_in)}</a>
            </p>
        });
    }
    let state = Memo::new(move |_| shown.with(|list| list.sharing.clone()));
    let public = move || {
        let link = state.with(|sharing| sharing.as_ref().and_then(|found| found.public.clone()));
        let one = |form, label| {
            let parts = Act {
                form,
                sent: vec![("list", list.to_string())],
                label,
                id: "share".to_owned(),
                about: String::new(),
            };
            act(parts, room)
        };
        match link {
            None => settled(view! {
                <p class="quiet">{td_string!(locale, reading_list.share_text)}</p>
                {one("open-list", td_string!(locale, reading_list.share))}
            }),
            Some(link) => settled(view! {
                <div class="field">
                    <label for="public-address">{td_string!(locale, reading_list.public_address)}</label>
                    <div class="input">
                        <input id="public-address" readonly value=link.url.clone()/>
                    </div>
                </div>
                <div class="acts">
                    <a class="pill" href=link.url rel="external">{td_string!(locale, reading_list.look)}</a>
                    {one("close-list", td_string!(locale, reading_list.stop_sharing))}
                </div>
            }),
        }
    };
    let people = move || state.get().map(|sharing| editors(sharing, list, room));
    let has_people = state.with_untracked(|sharing| {
        sharing
            .as_ref()
            .is_some_and(|found| found.editors.len() + found.invitations.len() > 1)
    });
    // The list that everybody has is nobody else's.
    let together = (list != ListId::LATER).then(|| {
        view! {
            <details class="fold" open=has_people>
                <summary class="pill">{td_string!(locale, reading_list.together)}</summary>
                <div class="folded">
                    {people}
                    {inviting(shown, room)}
                </div>
            </details>
        }
    });
    settled(view! {
        <div class="sharing">{public} {together}</div>
    })
}

fn editors(sharing: Sharing, list: ListId, room: Room) -> AnyView {
    let locale = room.locale;
    let is_own = sharing.is_own;
    let people = sharing
        .editors
        .into_iter()
        .map(|editor| one_editor(editor, is_own, list, room))
        .collect_view();
    let invitations = sharing
        .invitations
        .into_iter()
        .map(|invitation| one_invitation(invitation, room))
        .collect_view();
    let leave = (!is_own).then(|| {
        let parts = Act {
            form: "leave-editors",
            sent: vec![("list", list.to_string())],
            label: td_string!(locale, reading_list.leave),
            id: "leave".to_owned(),
            about: String::new(),
        };
        act(parts, room)
    });
    settled(view! {
        <ul class="people">{people} {invitations}</ul>
        {leave}
    })
}

fn one_editor(editor: ListEditor, is_own: bool, list: ListId, room: Room) -> AnyView {
    let locale = room.locale;
    let name_id = format!("editor-{}", editor.id);
    let remove = (is_own && !editor.is_owner).then(|| {
        let parts = Act {
            form: "dismiss-editor",
            sent: vec![
                ("list", list.to_string()),
                ("person", editor.id.to_string()),
            ],
            label: td_string!(locale, reading_list.remove_editor),
            id: format!("remove-editor-{}", editor.id),
            about: name_id.clone(),
        };
        act(parts, room)
    });
    let owner = editor
        .is_owner
        .then(|| view! { <span class="mark">{td_string!(locale, reading_list.owner)}</span> });
    settled(view! {
        <li>
            <span id=name_id.clone()>{editor.name}</span>
            {owner}
            {remove}
        </li>
    })
}

fn one_invitation(invitation: Invitation, room: Room) -> AnyView {
    let locale = room.locale;
    let words_id = format!("invitation-{}", invitation.id);
    let parts = Act {
        form: "cancel-invitation",
        sent: vec![("invitation", invitation.id.to_string())],
        label: td_string!(locale, reading_list.withdraw),
        id: format!("withdraw-{}", invitation.id),
        about: words_id.clone(),
    };
    settled(view! {
        <li>
            <span id=words_id.clone()>
                {td_string!(locale, reading_list.invitation_until, when = invitation.expires.words)}
            </span>
            {act(parts, room)}
        </li>
    })
}

/// Making a link for editors. It is to be seen once, in the answer to a script.
fn inviting(shown: Shown, room: Room) -> Option<AnyView> {
    let locale = room.locale;
    let is_own = shown.with_untracked(|list| {
        let sharing = list.sharing.as_ref();
        sharing.is_none_or(|sharing| sharing.is_own)
    });
    if !is_own {
        return None;
    }
    let made = RwSignal::new(None::<String>);
    let invite = move |_| {
        #[cfg(feature = "hydrate")]
        leptos::task::spawn_local(async move {
            let list = shown.id();
            match crate::desk::client::call(crate::reading_list::api::InviteEditors { list }).await
            {
                Ok(invitation) => made.set(invitation.url),
                Err(error) => room.refused.set(Some(crate::account::model::RefusedForm {
                    form: String::new(),
                    values: Vec::new(),
                    error,
                })),
            }
        });
    };
    let link = move || {
        made.get().map(|url| {
            view! {
                <div class="field" role="status">
                    <label for="invitation">{td_string!(locale, reading_list.invitation)}</label>
                    <div class="input">
                        <input id="invitation" readonly value=url/>
                    </div>
                    <p class="hint">{td_string!(locale, reading_list.invitation_hint)}</p>
                </div>
            }
        })
    };
    Some(settled(view! {
        <div class="needs-script">
            <button type="button" class="pill" on:click=invite>
                {td_string!(locale, reading_list.invite)}
            </button>
            {link}
        </div>
    }))
}

/// Taking up an invitation. Looking at the page changes nothing.
pub(super) fn join(token: String, room: Room) -> AnyView {
    let locale = room.locale;
    let content = if room.is_signed_in {
        let button = settled(view! {
            <button type="submit" class="pill primary">{td_string!(locale, reading_list.join)}</button>
        });
        sending("take-part", "act", vec![("token", token)], button, room)
    } else {
        let front = room.lists();
        let front = front.trim_end_matches("/lists").to_owned();
        // The token goes along, so that the page is found again.
        let here = room.here.with_value(|here| {
            percent_encoding::utf8_percent_encode(here, percent_encoding::NON_ALPHANUMERIC)
                .to_string()
        });
        let href = format!("{front}/sign-in?next={here}");
        settled(
            view! { <a class="pill primary" href=href>{td_string!(locale, masthead.sign_in)}</a> },
        )
    };
    settled(view! {
        <header>
            <h1 tabindex="-1">{td_string!(locale, reading_list.join_title)}</h1>
            <p class="about">{td_string!(locale, reading_list.join_text)}</p>
        </header>
        {content}
    })
}
