//! Who wrote the article, and what it is about: found as one types, made in place.

use super::chosen::{self, Kind};
use crate::{
    desk::{
        api::{CreateAuthor, CreateTag, FindAuthors, FindTags},
        model::Choice,
        views::{
            asking::{ask, refusal},
            finder::Finder,
            focus::focus_on,
            writing::Writing,
        },
    },
    ui::settled::settled,
};
use leptos::{ev::KeyboardEvent, prelude::*};
use leptos_i18n::td_string;

/// The authors in the order of the byline.
pub(super) fn byline(writing: Writing) -> AnyView {
    let locale = writing.locale;
    let guest = RwSignal::new(None::<(String, String)>);
    let search = Callback::new(move |(words, answer): (String, Callback<Vec<Choice>>)| {
        let language = writing
            .manuscript
            .with_untracked(|manuscript| manuscript.language);
        ask(FindAuthors { language, words }, move |found| match found {
            Ok(found) => answer.run(found),
            Err(error) => writing.tell(refusal(locale, &error)),
        });
    });
    let choose = Callback::new(move |choice| chosen::add(writing, Kind::Authors, choice));
    let create = Callback::new(move |words: String| {
        guest.set(Some(names_of(&words)));
        focus_on("#story-guest-given".to_owned());
    });
    settled(view! {
        <fieldset class="choices">
            <legend>{td_string!(locale, story.authors)}</legend>
            {chosen::list(writing, Kind::Authors)}
            <Finder
                id="story-authors"
                label=td_string!(locale, story.add_author)
                hint=td_string!(locale, story.authors_hint)
                search
                choose
                create
                enabled=Signal::derive(move || writing.editable.get() && chosen::has_room(writing, Kind::Authors))
                locale
            />
            {move || guest.get().map(|names| new_author(writing, names, guest))}
        </fieldset>
    })
}

/// What is probably the given name and what the surname of whoever was typed: papers here put the
/// given name first.
fn names_of(words: &str) -> (String, String) {
    match words.trim().rsplit_once(' ') {
        Some((given, surname)) => (given.trim().to_owned(), surname.to_owned()),
        None => (words.trim().to_owned(), String::new()),
    }
}

/// Making an author who is not known yet, such as a guest.
fn new_author(
    writing: Writing,
    (given, surname): (String, String),
    guest: RwSignal<Option<(String, String)>>,
) -> AnyView {
    let locale = writing.locale;
    let given = RwSignal::new(given);
    let surname = RwSignal::new(surname);
    let problem = RwSignal::new(String::new());
    let close = move || {
        guest.set(None);
        focus_on("#story-authors".to_owned());
    };
    let make = move || {
        let (given_name, surname) = (given.get_untracked(), surname.get_untracked());
        if given_name.trim().is_empty() {
            problem.set(td_string!(locale, problem.missing).to_owned());
            focus_on("#story-guest-given".to_owned());
            return;
        }
        let language = writing
            .manuscript
            .with_untracked(|manuscript| manuscript.language);
        ask(
            CreateAuthor {
                language,
                given_name,
                surname,
            },
            move |answer| match answer {
                Ok(choice) => {
                    chosen::add(writing, Kind::Authors, choice);
                    close();
                }
                Err(error) => {
                    problem.try_set(refusal(locale, &error));
                }
            },
        );
    };
    let key = move |event: KeyboardEvent| match event.key().as_str() {
        "Enter" if !event.is_composing() => {
            event.prevent_default();
            make();
        }
        "Escape" => {
            event.stop_propagation();
            close();
        }
        _ => {}
    };
    let field = move |id: &'static str, label: &'static str, words: RwSignal<String>| {
        settled(view! {
            <div class="field">
                <label for=id>{label}</label>
                <input
                    id=id
                    type="text"
                    autocomplete="off"
                    maxlength="100"
                    aria-describedby="story-guest-hint"
                    prop:value=move || words.get()
                    on:input=move |event| words.set(event_target_value(&event))
                    on:keydown=key
                />
            </div>
        })
    };
    settled(view! {
        <div class="new-author" role="group" aria-label=td_string!(locale, story.new_author)>
            {field("story-guest-given", td_string!(locale, story.given_name), given)}
            {field("story-guest-surname", td_string!(locale, story.surname), surname)}
            <p class="problem" role="alert">{move || problem.get()}</p>
            <p class="hint" id="story-guest-hint">{td_string!(locale, story.new_author_hint)}</p>
            <div class="acts">
                <button type="button" class="pill primary" on:click=move |_| make()>
                    {td_string!(locale, story.add)}
                </button>
                <button type="button" class="pill" on:click=move |_| close()>
                    {td_string!(locale, story.cancel)}
                </button>
            </div>
        </div>
    })
}

/// The tags.
pub(super) fn tags(writing: Writing) -> AnyView {
    let locale = writing.locale;
    let problem = RwSignal::new(String::new());
    let search = Callback::new(move |(words, answer): (String, Callback<Vec<Choice>>)| {
        let language = writing
            .manuscript
            .with_untracked(|manuscript| manuscript.language);
        ask(FindTags { language, words }, move |found| match found {
            Ok(found) => answer.run(found),
            Err(error) => writing.tell(refusal(locale, &error)),
        });
    });
    let choose = Callback::new(move |choice| chosen::add(writing, Kind::Tags, choice));
    let create = Callback::new(move |name: String| {
        let language = writing
            .manuscript
            .with_untracked(|manuscript| manuscript.language);
        problem.set(String::new());
        ask(CreateTag { language, name }, move |answer| match answer {
            Ok(choice) => chosen::add(writing, Kind::Tags, choice),
            Err(error) => {
                problem.try_set(refusal(locale, &error));
            }
        });
    });
    settled(view! {
        <fieldset class="choices">
            <legend>{td_string!(locale, story.tags)}</legend>
            {chosen::list(writing, Kind::Tags)}
            <Finder
                id="story-tags"
                label=td_string!(locale, story.add_tag)
                hint=td_string!(locale, story.tags_hint)
                search
                choose
                create
                enabled=Signal::derive(move || writing.editable.get() && chosen::has_room(writing, Kind::Tags))
                locale
            />
            <p class="problem" role="alert">{move || problem.get()}</p>
        </fieldset>
    })
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_parted_before_its_last_word() {
        let names = |words| {
            let (given, surname) = names_of(words);
            format!("{given}|{surname}")
        };
        assert_eq!(
            names("Айгүл Серікқызы Ахметова"),
            "Айгүл Серікқызы|Ахметова"
        );
        assert_eq!(names(" Madonna "), "Madonna|");
        assert_eq!(names("Ә.  Нұрпейісов"), "Ә.|Нұрпейісов");
    }
}
