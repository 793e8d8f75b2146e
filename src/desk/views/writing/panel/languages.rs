//! The article's language, its translations, and what it is a translation of.

use crate::{
    desk::{
        api::ChangeLanguage,
        model::{Begin, Original, Saved},
        views::{
            asking::{ask, refusal},
            beginning::Beginning,
            menu::menu,
            words,
            writing::{Flush, Writing, refresh::refresh},
        },
    },
    language::Language,
    ui::{dialog::Dialog, settled::settled},
};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// Language, translations, original.
pub(super) fn languages(writing: Writing, flush: Flush, restored: Callback<Saved>) -> AnyView {
    settled(view! {
        {language(writing, flush, restored)}
        {translations(writing)}
        {writing.page.with_value(|page| page.original.clone()).map(|original| beside(original, writing))}
    })
}

/// The language, and changing it while readers have not seen the article.
fn language(writing: Writing, flush: Flush, restored: Callback<Saved>) -> AnyView {
    let locale = writing.locale;
    let wanted = RwSignal::new(None::<Language>);
    let asking = RwSignal::new(false);
    let problem = RwSignal::new(String::new());
    let menu_open = RwSignal::new(false);
    let change = move |language: Language| {
        problem.set(String::new());
        let manuscript = writing
            .manuscript
            .with_untracked(|manuscript| manuscript.id);
        flush.run(Callback::new(move |saved: Result<i64, ()>| {
            if saved.is_err() {
                problem.try_set(td_string!(locale, story.save_first).to_owned());
                return;
            }
            ask(
                ChangeLanguage {
                    manuscript,
                    language,
                },
                move |answer| match answer {
                    Ok(head) => {
                        writing.authors.set(head.authors);
                        writing.tags.set(head.tags);
                        restored.run(Saved::Merged {
                            mine: head.revision,
                            revision: head.revision,
                            fields: head.fields,
                            body: head.body,
                        });
                        refresh(writing, || {});
                    }
                    Err(error) => {
                        problem.try_set(refusal(locale, &error));
                    }
                },
            );
        }));
    };
    let choose = move |language: Language| {
        menu_open.set(false);
        let loses = writing.fields.with_untracked(|fields| {
            fields.section.is_some() || !fields.authors.is_empty() || !fields.tags.is_empty()
        });
        if loses {
            wanted.set(Some(language));
            asking.set(true);
        } else {
            change(language);
        }
    };
    let name = move || {
        writing
            .manuscript
            .with(|manuscript| manuscript.language.native_name())
    };
    let is_fixed = move || {
        writing
            .manuscript
            .with(|manuscript| manuscript.href.is_some())
    };
    let others = move || {
        let present = writing.manuscript.with(|manuscript| manuscript.language);
        let taken = taken_languages(writing);
        let buttons = writing
            .page
            .with_value(|page| page.languages.clone())
            .into_iter()
            .filter(|language| *language != present && !taken.contains(language))
            .map(|language| {
                view! {
                    <button type="button" lang=language.code() on:click=move |_| choose(language)>
                        {language.native_name()}
                    </button>
                }
            })
            .collect_view();
        settled(buttons)
    };
    let changing = move || {
        if is_fixed() {
            settled(view! { <p class="hint">{td_string!(locale, story.language_fixed)}</p> })
        } else if writing.editable.get() {
            menu(
                td_string!(locale, story.change_language),
                String::new(),
                menu_open,
                others,
            )
        } else {
            settled(())
        }
    };
    settled(view! {
        <div class="field">
            <p class="label">{td_string!(locale, language)}</p>
            <p class="value">{name}</p>
            {changing}
            <p class="problem" role="alert">{move || problem.get()}</p>
        </div>
        <Dialog open=asking title=td_string!(locale, story.change_language).to_owned() locale>
            <p>{td_string!(locale, story.language_loses)}</p>
            <div class="acts">
                <button
                    type="button"
                    class="pill primary"
                    on:click=move |_| {
                        asking.set(false);
                        if let Some(language) = wanted.get_untracked() {
                            change(language);
                        }
                    }
                >
                    {td_string!(locale, story.change_language)}
                </button>
                <button type="button" class="pill" on:click=move |_| asking.set(false)>
                    {td_string!(locale, story.cancel)}
                </button>
            </div>
        </Dialog>
    })
}

/// The languages that others of the translation group are written in.
fn taken_languages(writing: Writing) -> Vec<Language> {
    writing.page.with_value(|page| {
        page.translations
            .iter()
            .map(|translation| translation.language)
            .collect()
    })
}

/// The same article in other languages, and making one.
fn translations(writing: Writing) -> AnyView {
    let locale = writing.locale;
    let beginning = Beginning::new(writing.front.get_value(), locale);
    let id = writing
        .manuscript
        .with_untracked(|manuscript| manuscript.id);
    let known = writing
        .page
        .with_value(|page| page.translations.clone())
        .into_iter()
        .map(|translation| {
            let headline = if translation.headline.is_empty() {
                td_string!(locale, articles.no_headline).to_owned()
            } else {
                translation.headline
            };
            let code = translation.language.code();
            view! {
                <li>
                    <span class="tongue" lang=code>{translation.language.native_name()}</span>
                    <a href=translation.href lang=code>{headline}</a>
                    {words::status(translation.status, locale)}
                </li>
            }
        })
        .collect_view();
    let missing = move || {
        let present = writing.manuscript.with(|manuscript| manuscript.language);
        let taken = taken_languages(writing);
        writing
            .page
            .with_value(|page| page.languages.clone())
            .into_iter()
            .filter(|language| *language != present && !taken.contains(language))
            .map(|language| {
                view! {
                    <button
                        type="button"
                        class="pill"
                        aria-disabled=move || beginning.is_busy().then_some("true")
                        on:click=move |_| beginning.start(language, Begin::Translation(id))
                    >
                        {td_string!(locale, articles.translate, language = language.native_name())}
                    </button>
                }
            })
            .collect_view()
    };
    settled(view! {
        <div class="field">
            <p class="label" id="story-translations">{td_string!(locale, story.translations)}</p>
            <ul class="translations" aria-labelledby="story-translations">{known}</ul>
            <div class="acts needs-script">{missing}</div>
            {beginning.problem()}
        </div>
    })
}

/// What the article is a translation of, to be read beside it.
fn beside(original: Original, writing: Writing) -> AnyView {
    let locale = writing.locale;
    let shown = RwSignal::new(false);
    let original = StoredValue::new(original);
    let text = move || {
        shown.get().then(|| {
            let Original { language, headline, standfirst, body, href } = original.get_value();
            view! {
                <aside class="original" id="original" aria-label=td_string!(locale, story.original) tabindex="0">
                    <div class="original-head">
                        <p class="label">{td_string!(locale, story.original)}</p>
                        <a href=href target="_blank" rel="external">{td_string!(locale, story.open_original)}</a>
                        <button
                            type="button"
                            class="tool"
                            aria-label=td_string!(locale, story.hide_original)
                            on:click=move |_| shown.set(false)
                        >
                            {crate::ui::icon::cross()}
                        </button>
                    </div>
                    <div lang=language.code() dir=language.direction()>
                        <p class="original-headline">{headline}</p>
                        <p class="original-standfirst">{standfirst}</p>
                        <div class="body" inner_html=body></div>
                    </div>
                </aside>
            }
        })
    };
    settled(view! {
        <button
            type="button"
            class="pill needs-script"
            aria-pressed=move || if shown.get() { "true" } else { "false" }
            on:click=move |_| shown.update(|shown| *shown = !*shown)
        >
            {td_string!(locale, story.show_original)}
        </button>
        {text}
    })
}
