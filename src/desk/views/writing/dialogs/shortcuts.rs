//! The shortcuts of the keyboard.

use crate::{
    desk::views::writing::{
        state::Writing,
        surface::{Shortcut, Surface, has_apple_keys},
        toolbar::Tool,
    },
    ui::{dialog::Dialog, settled::settled},
};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// Every shortcut and what it does.
pub(super) fn shortcuts(writing: Writing, surface: Surface) -> AnyView {
    let locale = writing.locale;
    let open = surface.dialogs.shortcuts;
    let list = move || {
        let apple = has_apple_keys();
        let known = surface.shortcuts.get();
        let rows: Vec<AnyView> = known
            .iter()
            .filter_map(|shortcut| Some((shortcut, label_of(shortcut, writing)?)))
            .map(|(shortcut, label)| {
                settled(view! {
                    <div>
                        <dt>{label}</dt>
                        <dd>
                            <kbd>{shortcut.in_words(apple)}</kbd>
                        </dd>
                    </div>
                })
            })
            .collect();
        view! { <dl class="shortcuts">{rows}</dl> }
    };
    settled(view! {
        <Dialog
            open
            title=Signal::stored(td_string!(locale, editor.shortcuts).to_owned())
            class="wide"
            locale
        >
            {list()}
            <p class="quiet">{td_string!(locale, editor.shortcuts_markdown)}</p>
        </Dialog>
    })
}

/// What a shortcut does; None for one that every text field has.
fn label_of(shortcut: &Shortcut, writing: Writing) -> Option<&'static str> {
    let locale = writing.locale;
    let argument = (!shortcut.argument.is_empty()).then_some(shortcut.argument.as_str());
    match shortcut.command.as_str() {
        "save" => Some(td_string!(locale, editor.save)),
        "hard_break" => Some(td_string!(locale, editor.hard_break)),
        command => Tool::ALL
            .into_iter()
            .find(|tool| tool.command() == (command, argument))
            .map(|tool| tool.label(locale)),
    }
}
