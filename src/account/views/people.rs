//! The people of the paper, for administrators.

use super::{Surroundings, parts, words};
use crate::{
    Locale,
    account::{
        forms,
        model::{PeoplePage, PersonEntry, Role},
    },
    ui::{
        form::{Field, Form, Submit},
        settled::settled,
    },
};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// The list, searching it, and inviting somebody.
pub(super) fn people(page: PeoplePage, here: Surroundings) -> AnyView {
    let Surroundings {
        locale, refused, ..
    } = here;
    let older = page.older.map(|href| {
        view! {
            <p class="ways">
                <a class="pill" href=href rel="next">
                    {td_string!(locale, people.older)}
                </a>
            </p>
        }
    });
    let invitation = settled(view! {
        {parts::quiet(td_string!(locale, people.invite_text))}
        <Form action=forms::INVITE refused locale>
            <Field name="name" label=td_string!(locale, account.name)/>
            <Field name="email" kind="email" label=td_string!(locale, account.email)/>
            <parts::Select
                name="role"
                label=td_string!(locale, people.role)
                options=words::roles(locale)
                value=Role::Author.as_str().to_owned()
            />
            <Submit label=td_string!(locale, people.invite_button) primary=false/>
        </Form>
    });
    settled(view! {
        {search(page.query, page.role, locale)}
        {list(page.people, locale)}
        {older}
        {parts::part("invite", td_string!(locale, people.invite), invitation)}
    })
}

fn search(query: String, role: Option<Role>, locale: Locale) -> AnyView {
    let mut options = vec![(
        String::new(),
        td_string!(locale, people.everybody).to_owned(),
    )];
    options.extend(words::roles(locale));
    let chosen = role.map(Role::as_str).unwrap_or_default();
    settled(view! {
        <form class="form search" method="get" role="search">
            <div class="field">
                <label for="people-query">{td_string!(locale, people.search)}</label>
                <div class="input">
                    <input
                        id="people-query"
                        type="search"
                        name="q"
                        value=query
                        autocomplete="off"
                        aria-describedby="people-query-hint"
                    />
                </div>
                <p class="hint" id="people-query-hint">{td_string!(locale, people.search_hint)}</p>
            </div>
            <div class="field">
                <label for="people-role">{td_string!(locale, people.show)}</label>
                <select id="people-role" name="role">
                    {parts::choices(options, chosen)}
                </select>
            </div>
            <button class="pill primary" type="submit">{td_string!(locale, people.find)}</button>
        </form>
    })
}

/// The roles are said again in ARIA: on a phone the style sheet makes a list of the table, and
/// browsers would then take its meaning away.
fn list(people: Vec<PersonEntry>, locale: Locale) -> AnyView {
    if people.is_empty() {
        return settled(view! { <p class="empty">{td_string!(locale, people.nobody)}</p> });
    }
    let rows = people
        .into_iter()
        .map(|person| row(person, locale))
        .collect_view();
    settled(view! {
        <table class="people" role="table" aria-label=td_string!(locale, title.people)>
            <thead role="rowgroup">
                <tr role="row">
                    <th role="columnheader">{td_string!(locale, account.name)}</th>
                    <th role="columnheader">{td_string!(locale, account.email)}</th>
                    <th role="columnheader">{td_string!(locale, people.role)}</th>
                    <th role="columnheader">{td_string!(locale, people.standing)}</th>
                </tr>
            </thead>
            <tbody role="rowgroup">{rows}</tbody>
        </table>
    })
}

fn row(person: PersonEntry, locale: Locale) -> AnyView {
    settled(view! {
        <tr role="row">
            <td role="cell">
                <a href=person.href>{person.name}</a>
            </td>
            <td role="cell">{person.email}</td>
            <td role="cell">{words::of_role(person.role, locale)}</td>
            <td role="cell">{words::of_standing(person.standing, locale)}</td>
        </tr>
    })
}
