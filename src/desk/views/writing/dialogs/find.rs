//! Finding and replacing: a bar over the text, beside which one can go on writing.

use super::field::{begin_with, on_submit};
use crate::{
    desk::views::writing::{
        state::Writing,
        surface::{Hits, Surface},
    },
    ui::{
        icon::{self, writing as sign},
        settled::settled,
    },
};
use leptos::{ev, html, prelude::*};
use leptos_i18n::td_string;

/// A search as it stands.
#[derive(Clone, Copy)]
struct Search {
    writing: Writing,
    surface: Surface,
    query: RwSignal<String>,
    replacement: RwSignal<String>,
    case: RwSignal<bool>,
    words: RwSignal<bool>,
    hits: RwSignal<Hits>,
    /// How many were replaced at once, until something else is done.
    replaced: RwSignal<Option<u32>>,
}

/// The bar, while it is wanted.
pub(in super::super) fn find_bar(writing: Writing, surface: Surface) -> AnyView {
    let open = surface.dialogs.find;
    let search = Search {
        writing,
        surface,
        query: RwSignal::new(String::new()),
        replacement: RwSignal::new(String::new()),
        case: RwSignal::new(false),
        words: RwSignal::new(false),
        hits: RwSignal::new(Hits::default()),
        replaced: RwSignal::new(None),
    };
    // Asked for once more while it is open, it only takes the focus.
    let is_open = Memo::new(move |_| open.get());
    settled(move || is_open.get().then(|| search.view()))
}

impl Search {
    fn look(self) {
        self.replaced.set(None);
        let hits = self.query.with_untracked(|query| {
            self.surface
                .find(query, self.case.get_untracked(), self.words.get_untracked())
        });
        self.hits.set(hits);
    }

    fn go(self, backwards: bool) {
        self.replaced.set(None);
        self.hits.set(self.surface.find_next(backwards));
    }

    fn replace(self) {
        let hits = self
            .replacement
            .with_untracked(|words| self.surface.replace_hit(words));
        self.replaced.set(None);
        self.hits.set(hits);
    }

    fn replace_all(self) {
        let count = self
            .replacement
            .with_untracked(|words| self.surface.replace_all(words));
        self.look();
        self.replaced.set(Some(count));
    }

    fn close(self) {
        self.surface.find("", false, false);
        self.surface.dialogs.find.set(false);
        self.surface.focus_soon();
    }

    fn said(self) -> Option<String> {
        let locale = self.writing.locale;
        if let Some(count) = self.replaced.get() {
            let count = count.to_string();
            return Some(td_string!(locale, editor.find_replaced, count = count));
        }
        if self.query.with(String::is_empty) {
            return None;
        }
        let Hits { count, current } = self.hits.get();
        Some(match (count, current) {
            (0, _) => td_string!(locale, editor.find_none).to_owned(),
            (count, 0) => td_string!(locale, editor.find_found, count = count.to_string()),
            (count, current) => td_string!(
                locale,
                editor.find_at,
                current = current.to_string(),
                count = count.to_string()
            ),
        })
    }

    fn view(self) -> AnyView {
        let locale = self.writing.locale;
        let place = NodeRef::<html::Input>::new();
        begin_with(place);
        #[cfg(feature = "hydrate")]
        {
            let open = self.surface.dialogs.find;
            Effect::new(move || {
                if open.get()
                    && let Some(field) = place.get_untracked()
                {
                    let _ = field.focus();
                    field.select();
                }
            });
            // What was searched for the last time is there again.
            self.look();
        }
        let key = move |event: ev::KeyboardEvent| match event.key().as_str() {
            "Escape" => {
                event.prevent_default();
                self.close();
            }
            "Enter" if event.shift_key() => {
                event.prevent_default();
                self.go(true);
            }
            _ => {}
        };
        let type_in = move |event: ev::Event| {
            self.query.set(event_target_value(&event));
            self.look();
        };
        let no_hits = move || self.hits.get().count == 0;
        let cannot_replace = move || no_hits() || !self.writing.editable.get();
        let way = |label: &'static str, backwards: bool, sign: AnyView| {
            view! {
                <button
                    type="button"
                    class="tool"
                    aria-label=label
                    title=label
                    disabled=no_hits
                    on:click=move |_| self.go(backwards)
                >
                    {sign}
                </button>
            }
        };
        let close_label = td_string!(locale, dialog.close);
        settled(view! {
            <search class="find-bar" on:keydown=key>
                <form novalidate on:submit=on_submit(move || self.go(false))>
                    <input
                        type="text"
                        class="find-words"
                        aria-label=td_string!(locale, editor.find_what)
                        placeholder=td_string!(locale, editor.find_what)
                        autocomplete="off"
                        node_ref=place
                        prop:value=move || self.query.get()
                        on:input=type_in
                    />
                    <span class="find-count" role="status">{move || self.said()}</span>
                    {way(td_string!(locale, editor.find_previous), true, sign::previous())}
                    {way(td_string!(locale, editor.find_next), false, sign::down())}
                    {self.choice(td_string!(locale, editor.find_case), "Aa", self.case)}
                    {self.choice(td_string!(locale, editor.find_words), "“ ”", self.words)}
                    <button
                        type="button"
                        class="tool close"
                        aria-label=close_label
                        title=close_label
                        on:click=move |_| self.close()
                    >
                        {icon::cross()}
                    </button>
                </form>
                <form novalidate on:submit=on_submit(move || self.replace())>
                    <input
                        type="text"
                        class="find-words"
                        aria-label=td_string!(locale, editor.find_replacement)
                        placeholder=td_string!(locale, editor.find_replacement)
                        autocomplete="off"
                        prop:value=move || self.replacement.get()
                        on:input=move |event| self.replacement.set(event_target_value(&event))
                    />
                    <button class="pill" disabled=cannot_replace>
                        {td_string!(locale, editor.find_replace)}
                    </button>
                    <button
                        type="button"
                        class="pill"
                        disabled=cannot_replace
                        on:click=move |_| self.replace_all()
                    >
                        {td_string!(locale, editor.find_replace_all)}
                    </button>
                </form>
            </search>
        })
    }

    /// A choice that is on or off.
    fn choice(
        self,
        label: &'static str,
        sign: &'static str,
        chosen: RwSignal<bool>,
    ) -> impl IntoView {
        view! {
            <button
                type="button"
                class="tool"
                class:on=move || chosen.get()
                aria-label=label
                title=label
                aria-pressed=move || if chosen.get() { "true" } else { "false" }
                on:click=move |_| {
                    chosen.update(|chosen| *chosen = !*chosen);
                    self.look();
                }
            >
                <span aria-hidden="true">{sign}</span>
            </button>
        }
    }
}
