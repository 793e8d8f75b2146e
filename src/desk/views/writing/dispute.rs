//! Places that two people have changed, side by side, to be chosen from.

use super::{saving::Saving, state::Writing};
use crate::{
    Locale,
    desk::model::{Dispute, Side},
    error::AppError,
    ui::{dialog::Dialog, form::words_of_error, settled::settled},
};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// Asks which side is to stand. Nothing is lost whatever is chosen: both are revisions already.
pub(super) fn dialog(writing: Writing, saving: Saving) -> AnyView {
    let locale = writing.locale;
    let open = RwSignal::new(false);
    let (failed, set_failed) = signal(None::<AppError>);
    let fields = RwSignal::new(Vec::<Side>::new());
    let places = RwSignal::new(Vec::<Side>::new());
    Effect::new(move || {
        saving.dispute.with(|dispute| {
            if let Some(dispute) = dispute {
                fields.set(vec![Side::Mine; dispute.fields.len()]);
                places.set(vec![Side::Mine; dispute.places.len()]);
            }
            open.set(dispute.is_some());
        });
        set_failed.set(None);
    });
    let content = move || {
        saving
            .dispute
            .get()
            .map(|dispute| sides(dispute, fields, places, locale))
    };
    let settle = move |_| {
        #[cfg(feature = "hydrate")]
        saving.settle(fields.get_untracked(), places.get_untracked(), set_failed);
        #[cfg(not(feature = "hydrate"))]
        let _ = set_failed;
    };
    settled(view! {
        <Dialog
            open
            title=Signal::stored(td_string!(locale, saving.dispute_title).to_owned())
            class="wide"
            closable=false
            locale
        >
            {content}
            {move || failed.get().map(|error| view! { <p class="band" role="alert">{words_of_error(locale, &error)}</p> })}
            <p class="ways">
                <button type="button" class="pill primary" on:click=settle>
                    {td_string!(locale, saving.settle)}
                </button>
            </p>
        </Dialog>
    })
}

fn sides(
    dispute: Dispute,
    fields: RwSignal<Vec<Side>>,
    places: RwSignal<Vec<Side>>,
    locale: Locale,
) -> AnyView {
    let who = if dispute.oneself {
        td_string!(locale, saving.dispute_oneself, at = dispute.at)
    } else {
        td_string!(
            locale,
            saving.dispute_other,
            name = dispute.person,
            at = dispute.at
        )
    };
    let disputed_fields = dispute
        .fields
        .into_iter()
        .enumerate()
        .map(|(index, field)| {
            let name = field_name(&field.name, locale);
            let mine = settled(view! { <p>{field.mine}</p> });
            let theirs = settled(view! { <p>{field.theirs}</p> });
            choice(
                format!("field-{index}"),
                name,
                mine,
                theirs,
                fields,
                index,
                false,
                locale,
            )
        })
        .collect_view();
    let disputed_places = dispute
        .places
        .into_iter()
        .enumerate()
        .map(|(index, place)| {
            let name = td_string!(locale, saving.place, number = (index + 1).to_string());
            let mine = side_of(place.mine, locale);
            let theirs = side_of(place.theirs, locale);
            choice(
                format!("place-{index}"),
                name,
                mine,
                theirs,
                places,
                index,
                true,
                locale,
            )
        })
        .collect_view();
    settled(view! {
        <p>{who}</p>
        <p class="quiet">{td_string!(locale, saving.dispute_text)}</p>
        {disputed_fields}
        {disputed_places}
    })
}

/// HTML that the server has made from a checked document; an empty side was deleted.
fn side_of(html: String, locale: Locale) -> AnyView {
    if html.is_empty() {
        settled(view! { <p class="quiet">{td_string!(locale, saving.deleted_here)}</p> })
    } else {
        settled(view! { <div class="body" inner_html=html></div> })
    }
}

#[expect(
    clippy::too_many_arguments,
    reason = "one place, written out; a structure would only repeat the names"
)]
fn choice(
    id: String,
    legend: String,
    mine: AnyView,
    theirs: AnyView,
    chosen: RwSignal<Vec<Side>>,
    index: usize,
    both: bool,
    locale: Locale,
) -> AnyView {
    let radio = |side: Side, label: &'static str| {
        let set = move |_| chosen.update(|chosen| chosen[index] = side);
        let is_chosen = move || chosen.with(|chosen| chosen.get(index) == Some(&side));
        settled(view! {
            <label class="side">
                <input type="radio" name=id.clone() prop:checked=is_chosen on:change=set/>
                <span>{label}</span>
            </label>
        })
    };
    let both = both.then(|| radio(Side::Both, td_string!(locale, saving.keep_both)));
    settled(view! {
        <fieldset class="dispute">
            <legend>{legend}</legend>
            <div class="sides">
                <div class="side-text">{radio(Side::Mine, td_string!(locale, saving.keep_mine))}{mine}</div>
                <div class="side-text">{radio(Side::Theirs, td_string!(locale, saving.keep_theirs))}{theirs}</div>
            </div>
            {both}
        </fieldset>
    })
}

/// What a field of an article is called.
pub(super) fn field_name(name: &str, locale: Locale) -> String {
    match name {
        "kicker" => td_string!(locale, saving.field_kicker),
        "headline" => td_string!(locale, saving.field_headline),
        "standfirst" => td_string!(locale, saving.field_standfirst),
        "description" => td_string!(locale, saving.field_description),
        "slug" => td_string!(locale, saving.field_slug),
        "section" => td_string!(locale, saving.field_section),
        "authors" => td_string!(locale, saving.field_authors),
        "tags" => td_string!(locale, saving.field_tags),
        "picture" => td_string!(locale, saving.field_picture),
        "body" => td_string!(locale, saving.field_body),
        other => return other.to_owned(),
    }
    .to_owned()
}
