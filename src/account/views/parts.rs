//! Parts of the pages of one person.

use super::Surroundings;
use crate::{
    Locale,
    account::model::{PersonalPage, RefusedForm},
    ui::{
        form::{Field, FormState, words_of_problem},
        settled::settled,
    },
};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// A choice of a form, with its label and what is wrong with it.
#[component]
pub(super) fn Select(
    /// The name it is sent under.
    name: &'static str,
    /// What it is called.
    label: &'static str,
    /// What can be chosen: the value that is sent, and its words.
    options: Vec<(String, String)>,
    /// What is chosen at first.
    value: String,
) -> impl IntoView {
    let state = expect_context::<FormState>();
    let locale = state.locale;
    let id = state.id_of(name);
    let problem_id = format!("{id}-problem");
    let problem = state.problem_with(name);
    let chosen = state.typed_into(name).unwrap_or(value);
    let described_by = {
        let problem_id = problem_id.clone();
        move || problem.get().map(|_| problem_id.clone())
    };
    settled(view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <select
                id=id
                name=name
                aria-invalid=move || problem.get().map(|_| "true")
                aria-describedby=described_by
            >
                {choices(options, &chosen)}
            </select>
            <div class="problem" id=problem_id>
                {move || problem.get().map(|problem| words_of_problem(locale, problem))}
            </div>
        </div>
    })
}

/// The options of a choice.
pub(super) fn choices(options: Vec<(String, String)>, chosen: &str) -> impl IntoView + use<> {
    options
        .into_iter()
        .map(|(value, words)| {
            let selected = value == chosen;
            view! { <option value=value selected=selected>{words}</option> }
        })
        .collect_view()
}

/// The address of an account, for password managers: it is neither shown nor sent.
pub(super) fn username(email: &str) -> AnyView {
    let email = email.to_owned();
    settled(view! { <input type="text" autocomplete="username" value=email readonly hidden/> })
}

/// The password of whoever is signed in, asked again.
pub(super) fn current_password(email: &str, locale: Locale) -> AnyView {
    settled(view! {
        {username(email)}
        <Field
            name="password"
            kind="password"
            label=td_string!(locale, account.current_password)
            autocomplete="current-password"
        />
    })
}

/// Words that explain.
pub(super) fn quiet(words: impl Into<String>) -> AnyView {
    let words = words.into();
    settled(view! { <p class="quiet">{words}</p> })
}

/// A paragraph.
pub(super) fn paragraph(words: impl Into<String>) -> AnyView {
    let words = words.into();
    settled(view! { <p>{words}</p> })
}

/// Whether a form was sent to this page without JavaScript and not taken.
pub(super) fn is_refused(refused: Option<&RefusedForm>, action: &str) -> bool {
    refused.is_some_and(|refused| action.rsplit('/').next() == Some(&refused.form))
}

/// A part of a page: its heading beside what belongs to it.
pub(super) fn part(id: &'static str, heading: &'static str, content: AnyView) -> AnyView {
    settled(view! {
        <section class="part" id=id>
            <h2>{heading}</h2>
            <div class="matter">{content}</div>
        </section>
    })
}

/// Something that is seldom wanted: a button, and behind it what it opens. Works without JavaScript.
pub(super) fn fold(summary: &'static str, open: bool, content: AnyView) -> AnyView {
    settled(view! {
        <details class="fold" open=open>
            <summary class="pill">{summary}</summary>
            <div class="folded">{content}</div>
        </details>
    })
}

/// The way from a page of the desk to the one above it.
pub(super) fn way_back(page: &PersonalPage, here: &Surroundings) -> Option<AnyView> {
    let (path, words) = match page {
        PersonalPage::People(_) | PersonalPage::Audit(_) => {
            ("/desk", td_string!(here.locale, desk.back))
        }
        PersonalPage::Person(_) => ("/desk/people", td_string!(here.locale, people.back)),
        _ => return None,
    };
    let href = format!("{}{path}", here.front);
    Some(settled(view! { <a class="kicker" href=href>{words}</a> }))
}

/// An address that returns to `next` afterwards. To the front page one returns without being told.
pub(super) fn with_next(address: String, next: &str, front: &str) -> String {
    if next.is_empty() || next == front {
        return address;
    }
    let mut address = address + "?next=";
    for byte in next.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            address.push(char::from(byte));
        } else {
            address.push('%');
            for digit in [byte >> 4, byte & 15] {
                address.push(char::from(b"0123456789ABCDEF"[usize::from(digit)]));
            }
        }
    }
    address
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn where_one_returns_to_travels_whole() {
        let with = |next| with_next("/kk/sign-up".to_owned(), next, "/kk");
        assert_eq!(with(""), "/kk/sign-up");
        assert_eq!(with("/kk"), "/kk/sign-up");
        assert_eq!(
            with("/kk/tag/ән?before=1&a=%20#x"),
            "/kk/sign-up?next=/kk/tag/%D3%99%D0%BD%3Fbefore%3D1%26a%3D%2520%23x"
        );
    }
}
