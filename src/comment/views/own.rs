//! One's own comments, and what one is told about them.

use super::forms::Here;
use crate::{
    comment::model::{NoticeEntry, OwnEntry, OwnPage, Status},
    ui::settled::settled,
};
use leptos::prelude::*;
use leptos_i18n::td_string;

pub(super) fn own(page: OwnPage, here: &Here) -> AnyView {
    let locale = here.locale;
    let action = page.here.clone();
    let see = page.unseen.map(|newest| {
        let action = action.clone();
        view! {
            <form method="post" action=action>
                <input type="hidden" name="up_to" value=newest.to_string()/>
                <button class="pill" name="form" value="see-notices">
                    {td_string!(locale, commenter.mark_seen)}
                </button>
            </form>
        }
    });
    let has_notices = !page.notices.is_empty();
    let notices = page
        .notices
        .into_iter()
        .map(|entry| notice(entry, here))
        .collect_view();
    let no_notices = (!has_notices)
        .then(|| view! { <p class="hint">{td_string!(locale, commenter.no_notices)}</p> });
    let has_comments = !page.comments.is_empty();
    let comments = page
        .comments
        .into_iter()
        .map(|entry| comment(entry, here))
        .collect_view();
    let no_comments = (!has_comments)
        .then(|| view! { <p class="hint">{td_string!(locale, commenter.no_comments)}</p> });
    let older = |href: Option<String>, words: &'static str| {
        href.map(|href| view! { <p><a class="pill" href=href>{words}</a></p> })
    };
    let muted = (!page.muted.is_empty()).then(|| {
        let people = page
            .muted
            .into_iter()
            .map(|(id, name)| {
                let action = action.clone();
                let label = td_string!(locale, commenter.unmute_person, name = name.clone());
                view! {
                    <li>
                        <span dir="auto">{name}</span>
                        <form method="post" action=action.clone()>
                            <input type="hidden" name="person" value=id.to_string()/>
                            <input type="hidden" name="muted" value="no"/>
                            <input type="hidden" name="back" value=action.clone()/>
                            <button class="pill" name="form" value="mute-person" aria-label=label>
                                {td_string!(locale, commenter.unmute)}
                            </button>
                        </form>
                    </li>
                }
            })
            .collect_view();
        view! {
            <section class="own-comments" aria-labelledby="muted">
                <h2 id="muted">{td_string!(locale, commenter.muted)}</h2>
                <ul class="plain-list">{people}</ul>
            </section>
        }
    });
    let (digest_words, digest_button, digest_value) = match page.has_digest {
        true => (
            td_string!(locale, commenter.digest_on),
            td_string!(locale, commenter.switch_digest_off),
            "off",
        ),
        false => (
            td_string!(locale, commenter.digest_off),
            td_string!(locale, commenter.switch_digest_on),
            "on",
        ),
    };
    let digest = view! {
        <p>{digest_words}</p>
        <form method="post" action=action.clone()>
            <input type="hidden" name="digest" value=digest_value/>
            <button class="pill" name="form" value="set-digest">
                {digest_button}
            </button>
        </form>
    };
    let telephone = page.is_telephone_confirmed.map(|is_confirmed| {
        let href = format!("{}/comments/telephone", here.front);
        let (words, link) = match is_confirmed {
            true => (
                td_string!(locale, commenter.telephone_confirmed),
                td_string!(locale, commenter.change_telephone),
            ),
            false => (
                td_string!(locale, commenter.telephone_unconfirmed),
                td_string!(locale, commenter.telephone_title),
            ),
        };
        view! {
            <section class="own-comments" aria-labelledby="telephone">
                <h2 id="telephone">{td_string!(locale, commenter.telephone)}</h2>
                <p>{words}</p>
                <p>
                    <a class="pill" href=href>
                        {link}
                    </a>
                </p>
            </section>
        }
    });
    settled(view! {
        {here.general()}
        <section class="own-comments" aria-labelledby="notices">
            <h2 id="notices">{td_string!(locale, commenter.notices)}</h2>
            {see}
            {no_notices}
            <ol class="plain-list">{notices}</ol>
            {older(page.older_notices, td_string!(locale, commenter.older_notices))}
        </section>
        <section class="own-comments" aria-labelledby="own-comments">
            <h2 id="own-comments">{td_string!(locale, commenter.comments)}</h2>
            {no_comments}
            <ol class="plain-list">{comments}</ol>
            {older(page.older, td_string!(locale, commenter.older_comments))}
        </section>
        <section class="own-comments" aria-labelledby="name">
            <h2 id="name">{td_string!(locale, commenter.name)}</h2>
            <p>{td_string!(locale, commenter.name_now, name = page.name)}</p>
            <form class="form" method="post" action=action.clone() novalidate>
                <div class="field">
                    <label for="pseudonym">{td_string!(locale, commenter.pseudonym)}</label>
                    <input
                        id="pseudonym"
                        name="pseudonym"
                        dir="auto"
                        autocomplete="nickname"
                        value=page.typed
                        aria-invalid=here.problem("pseudonym").is_some().then_some("true")
                        aria-describedby="pseudonym-problem pseudonym-hint"
                    />
                    <div class="problem" id="pseudonym-problem">
                        {here.problem("pseudonym")}
                    </div>
                    <p class="hint" id="pseudonym-hint">
                        {td_string!(locale, commenter.pseudonym_hint)}
                    </p>
                </div>
                <button class="pill primary" name="form" value="take-pseudonym">
                    {td_string!(locale, commenter.save_name)}
                </button>
            </form>
        </section>
        <section class="own-comments" aria-labelledby="digest">
            <h2 id="digest">{td_string!(locale, commenter.digest)}</h2>
            {digest}
        </section>
        {telephone}
        {muted}
    })
}

fn notice(entry: NoticeEntry, here: &Here) -> impl IntoView + use<> {
    let locale = here.locale;
    let new = (!entry.is_seen).then(
        || view! { <strong class="new-mark">{td_string!(locale, commenter.new)}</strong> " " },
    );
    let words = if entry.href.is_empty() {
        settled(view! { <span>{entry.words}</span> })
    } else {
        settled(view! { <a href=entry.href rel="nofollow">{entry.words}</a> })
    };
    let excerpt = (!entry.excerpt.is_empty())
        .then(|| view! { <p class="excerpt" dir="auto">{entry.excerpt}</p> });
    view! {
        <li>
            {new} {words} " " <time class="meta" datetime=entry.told.iso>{entry.told.words}</time>
            {excerpt}
        </li>
    }
}

fn comment(entry: OwnEntry, here: &Here) -> impl IntoView + use<> {
    let locale = here.locale;
    let front = here.front.clone();
    let link = |page: &str, words: &'static str| {
        let href = format!("{front}/comments/{page}?comment={}", entry.id);
        let label = format!("{words}: {}", entry.excerpt);
        view! { <a class="pill" href=href rel="nofollow" aria-label=label>{words}</a> }
    };
    let edit = entry
        .is_editable
        .then(|| link("edit", td_string!(locale, commenter.edit)));
    let delete =
        (!entry.is_editable && entry.status != Status::Deleted && entry.status != Status::Rejected)
            .then(|| link("edit", td_string!(locale, commenter.delete)));
    let appeal = entry
        .may_appeal
        .then(|| link("appeal", td_string!(locale, commenter.appeal)));
    let status =
        (!entry.words.is_empty()).then(|| view! { <p class="standing">{entry.words.clone()}</p> });
    view! {
        <li>
            <p>
                <a href=entry.href.clone() rel="nofollow">{entry.headline.clone()}</a>
                " "
                <time class="meta" datetime=entry.posted.iso.clone()>{entry.posted.words.clone()}</time>
            </p>
            <p class="excerpt" dir="auto">{entry.excerpt.clone()}</p>
            {status}
            <p class="acts">{edit} {delete} {appeal}</p>
        </li>
    }
}
