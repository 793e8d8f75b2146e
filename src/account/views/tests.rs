mod samples;

use super::*;
use crate::{
    account::{forms, model::Notice},
    error::{AppError, FieldProblem, Problem},
};
use samples::pages;
use scraper::{ElementRef, Html, Selector};
use std::collections::BTreeSet;

fn render(page: PersonalPage, refused: Option<RefusedForm>, locale: Locale) -> Html {
    let personal = Personal {
        title: "Title".to_owned(),
        page,
        refused,
        notice: Some(Notice::NameSaved),
    };
    let owner = Owner::new();
    let html =
        owner.with(|| view! { <PersonalView personal front="/kk".to_owned() locale/> }.to_html());
    Html::parse_fragment(&html)
}

fn find<'a>(html: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    let selector = Selector::parse(selector).expect("a selector");
    html.select(&selector).collect()
}

fn text(element: ElementRef<'_>) -> String {
    let text: String = element.text().collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The labels of the fields that are shown, in their order.
fn labels(html: &Html) -> Vec<String> {
    find(html, "label").into_iter().map(text).collect()
}

fn buttons(html: &Html) -> Vec<String> {
    find(html, "button")
        .into_iter()
        .map(|button| match button.attr("aria-label") {
            Some(name) => name.to_owned(),
            None => text(button),
        })
        .collect()
}

fn page(name: &str) -> PersonalPage {
    pages()
        .into_iter()
        .find(|(other, _)| *other == name)
        .expect("a page")
        .1
}

fn refused(action: &str, values: &[(&str, &str)], field: &str, problem: Problem) -> RefusedForm {
    RefusedForm {
        form: action.rsplit('/').next().expect("a name").to_owned(),
        values: values
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect(),
        error: AppError::Invalid(vec![FieldProblem::new(field, problem)]),
    }
}

#[test]
fn every_page_has_one_heading_and_parts_that_find_each_other() {
    for locale in [Locale::kk, Locale::ru, Locale::en] {
        for (name, page) in pages() {
            let html = render(page, None, locale);
            let headings = find(&html, "h1");
            assert_eq!(headings.len(), 1, "{name}");
            assert_eq!(headings[0].attr("tabindex"), Some("-1"), "{name}");

            let ids: Vec<_> = find(&html, "[id]")
                .into_iter()
                .filter_map(|element| element.attr("id"))
                .collect();
            let distinct: BTreeSet<_> = ids.iter().copied().collect();
            assert_eq!(ids.len(), distinct.len(), "{name}: an id twice in {ids:?}");

            let pointed_at = find(&html, "label, [aria-describedby]")
                .into_iter()
                .flat_map(|element| {
                    let target = element.attr("for").or(element.attr("aria-describedby"));
                    target.unwrap_or_default().split(' ')
                })
                .chain(
                    find(&html, "a[href^='#']")
                        .into_iter()
                        .filter_map(|link| link.attr("href")?.strip_prefix('#')),
                );
            for target in pointed_at {
                assert!(distinct.contains(target), "{name}: nothing is #{target}");
            }
        }
    }
}

#[test]
fn every_field_has_a_label_and_every_form_says_its_name() {
    for (name, page) in pages() {
        let html = render(page, None, Locale::kk);
        let labelled: BTreeSet<_> = find(&html, "label")
            .into_iter()
            .filter_map(|label| label.attr("for"))
            .collect();
        for field in find(&html, "input:not([type=hidden]):not([hidden]), select") {
            let id = field.attr("id").unwrap_or_default();
            assert!(labelled.contains(id), "{name}: {}", field.html());
        }
        for form in find(&html, "form[method=post]") {
            let selector = Selector::parse("input[type=hidden][name=form]").expect("a selector");
            assert_eq!(form.select(&selector).count(), 1, "{name}: {}", form.html());
        }
    }
}

/// Other people's checks of a newspaper go by these names.
#[test]
fn names_in_english_are_those_that_were_agreed_on() {
    let sign_in = render(page("sign-in"), None, Locale::en);
    assert_eq!(labels(&sign_in), ["E-mail", "Password"]);
    assert_eq!(
        buttons(&sign_in),
        ["Show characters", "Sign in", "Use a passkey"]
    );
    let sign_up = render(page("sign-up"), None, Locale::en);
    assert_eq!(labels(&sign_up), ["Name", "E-mail", "Password"]);
    assert_eq!(buttons(&sign_up), ["Show characters", "Create account"]);
    let account = render(page("account"), None, Locale::en);
    assert_eq!(
        buttons(&account)
            .iter()
            .filter(|name| name.contains("Sign out"))
            .count(),
        1
    );
    assert!(buttons(&account).contains(&"End session (Firefox, Windows)".to_owned()));
    assert!(buttons(&account).contains(&"End session (Unknown browser)".to_owned()));
}

#[test]
fn links_between_the_entrances_keep_where_to_return() {
    let links = |name| {
        let html = render(page(name), None, Locale::en);
        find(&html, ".asides a")
            .into_iter()
            .map(|link| link.attr("href").unwrap_or_default().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        links("sign-in"),
        [
            "/kk/account/forgot",
            "/kk/sign-up?next=/kk/bilim/mektep%3Fa%3D1"
        ]
    );
    assert_eq!(
        links("sign-up"),
        ["/kk/sign-in?next=/kk/bilim/mektep%3Fa%3D1"]
    );
}

#[test]
fn a_refused_form_is_shown_as_it_was_with_what_is_wrong() {
    let form = refused(
        forms::SIGN_UP,
        &[("name", "Айжан"), ("email", "aizhan"), ("next", "/kk")],
        "email",
        Problem::NotAnAddress,
    );
    let html = render(page("sign-up"), Some(form), Locale::en);
    let value = |field: &str| find(&html, &format!("input[name={field}]"))[0].attr("value");
    assert_eq!(value("name"), Some("Айжан"));
    assert_eq!(value("email"), Some("aizhan"));
    assert_eq!(value("password"), Some(""));
    let wrong = find(&html, "[aria-invalid=true]");
    assert_eq!(wrong.len(), 1);
    assert_eq!(wrong[0].attr("name"), Some("email"));
    assert_eq!(
        text(find(&html, "#sign-up-email-problem")[0]),
        "This does not look like an e-mail address."
    );
}

#[test]
fn a_refused_form_behind_a_button_is_open() {
    let open = |action, field, problem| {
        let form = refused(action, &[("id", "2")], field, problem);
        let html = render(page("account"), Some(form), Locale::en);
        find(&html, "details[open]")
            .into_iter()
            .map(|fold| {
                let selector = Selector::parse("input[name=form]").expect("a selector");
                let name = fold.select(&selector).next().expect("a form");
                name.attr("value").unwrap_or_default().to_owned()
            })
            .collect::<Vec<_>>()
    };
    // The account in question has no second step and needs one: that is open in any case.
    assert_eq!(
        open(forms::DELETE_ACCOUNT, "password", Problem::WrongPassword),
        ["begin-second-step", "delete-account"]
    );
    assert_eq!(
        open(forms::REMOVE_PASSKEY, "password", Problem::WrongPassword),
        ["begin-second-step", "remove-passkey"]
    );

    let form = refused(
        forms::REMOVE_PASSKEY,
        &[("id", "2")],
        "password",
        Problem::WrongPassword,
    );
    let html = render(page("account"), Some(form), Locale::en);
    let chosen = find(&html, "#remove-passkey-id option[selected]");
    assert_eq!(chosen.len(), 1);
    assert_eq!(text(chosen[0]), "Laptop");
}

#[test]
fn a_wrong_code_is_told_where_it_was_typed() {
    let problems = |values| {
        let form = refused(forms::SECOND_STEP, values, "code", Problem::WrongCode);
        let html = render(page("second-step"), Some(form), Locale::en);
        ["#second-step-code", "#second-step-recovery-code"]
            .map(|field| find(&html, field)[0].attr("aria-invalid").is_some())
    };
    assert_eq!(problems(&[("code", "123456")]), [true, false]);
    assert_eq!(
        problems(&[("kind", "recovery"), ("code", "123456")]),
        [false, true]
    );
}

#[test]
fn nobody_is_offered_to_lock_themselves_out() {
    let sent_from = |name| {
        let html = render(page(name), None, Locale::en);
        find(&html, "input[name=form]")
            .into_iter()
            .map(|form| form.attr("value").unwrap_or_default().to_owned())
            .collect::<Vec<_>>()
    };
    let names = [
        forms::CHANGE_ROLE,
        forms::INVITE_AGAIN,
        forms::SIGN_OUT_PERSON,
        forms::SUSPEND,
    ]
    .map(|path| path.rsplit('/').next().expect("a name"));
    assert_eq!(sent_from("person"), names);
    assert!(sent_from("person-oneself").is_empty());
}
