//! Who else has the article open, and what one does about it.

#[cfg(feature = "hydrate")]
mod browser;

use super::{saving::Saving, state::Writing};
use crate::{desk::model::Presence, ui::settled::settled};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// What whoever opens an article that somebody has open has chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(
    not(feature = "hydrate"),
    expect(dead_code, reason = "only the browser hears of others")
)]
enum Choice {
    /// Not asked yet: nothing may be typed.
    Open,
    /// To look only.
    Looking,
    /// To write.
    Writing,
    /// Somebody has taken it over from here.
    Taken,
}

/// Says who else is here, before the first key, and offers to look, to take over or to write on.
pub(super) fn banner(writing: Writing, saving: Saving) -> AnyView {
    let locale = writing.locale;
    let may_write = writing.may_write;
    let is_alone = writing.present.with_untracked(Vec::is_empty);
    let choice = RwSignal::new(if is_alone || !may_write.get_untracked() {
        Choice::Writing
    } else {
        Choice::Open
    });
    let looking = writing.looking;
    Effect::new(move || looking.set(choice.get() != Choice::Writing));
    #[cfg(feature = "hydrate")]
    browser::follow(writing, saving, choice);
    let others = move || {
        let own = saving.tab.get();
        let mut others = writing.present.get();
        others.retain(|presence| Some(&presence.tab) != own.as_ref());
        others
    };
    let person = writing.page.with_value(|page| page.person.id);
    let who = move || {
        others()
            .into_iter()
            .map(|presence| view! { <li>{words(writing, &presence, person)}</li> })
            .collect_view()
    };
    let taken_by = move || {
        let own = saving.tab.get();
        writing.present.with(|present| {
            present
                .iter()
                .find(|presence| Some(&presence.tab) == own.as_ref())
                .and_then(|presence| presence.taken_by.clone())
        })
    };
    let notice = move || {
        if !may_write.get() {
            return Some(td_string!(locale, saving.read_only).to_owned());
        }
        match choice.get() {
            Choice::Taken => Some(td_string!(
                locale,
                saving.taken_by,
                name = taken_by().unwrap_or_default()
            )),
            Choice::Looking => Some(td_string!(locale, saving.only_looking).to_owned()),
            Choice::Open | Choice::Writing => None,
        }
    };
    let ways = move || {
        let choose = move |to: Choice| move |_| choice.set(to);
        let take_over = move |_| {
            choice.set(Choice::Writing);
            #[cfg(feature = "hydrate")]
            browser::take_over(writing, saving);
        };
        let now = choice.get();
        (may_write.get() && now != Choice::Writing).then(|| {
            let look = (now == Choice::Open).then(|| {
                view! {
                    <button type="button" class="pill" on:click=choose(Choice::Looking)>
                        {td_string!(locale, saving.look)}
                    </button>
                }
            });
            view! {
                <p class="ways">
                    {look}
                    <button type="button" class="pill" on:click=take_over>
                        {td_string!(locale, saving.take_over)}
                    </button>
                    <button type="button" class="pill" on:click=choose(Choice::Writing)>
                        {td_string!(locale, saving.write_on)}
                    </button>
                </p>
            }
        })
    };
    let is_shown =
        move || !may_write.get() || choice.get() != Choice::Writing || !others().is_empty();
    settled(view! {
        <section class="presence" aria-label=td_string!(locale, saving.presence) hidden=move || !is_shown()>
            <div role="status">
                <ul>{who}</ul>
                {move || notice().map(|words| view! { <p>{words}</p> })}
            </div>
            {ways}
        </section>
        <p class="band" role="status" hidden=move || !saving.without_journal.get()>
            {move || saving.without_journal.get().then(|| td_string!(locale, saving.no_journal))}
        </p>
    })
}

fn words(writing: Writing, presence: &Presence, person: i64) -> String {
    let locale = writing.locale;
    let since = presence.since.words.clone();
    let name = presence.person.name.clone();
    match (presence.person.id == person, presence.writes) {
        (true, _) => td_string!(locale, saving.own_tab, since = since),
        (false, true) => td_string!(locale, saving.other_writes, name = name, since = since),
        (false, false) => td_string!(locale, saving.other_looks, name = name, since = since),
    }
}
