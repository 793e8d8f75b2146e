//! The dialogs about the text.

mod address;
mod embed;
mod field;
mod find;
mod intake;
mod language;
mod lead_picture;
mod link;
mod picture;
mod picture_form;
mod shortcuts;
mod table;

pub(super) use find::find_bar;
pub(super) use intake::{Intake, Uploaded};

use super::{state::Writing, surface::Surface};
use crate::ui::settled::settled;
use leptos::prelude::*;

/// Which of the dialogs are open.
#[derive(Clone, Copy)]
pub struct Dialogs {
    pub(super) link: RwSignal<bool>,
    pub(super) language: RwSignal<bool>,
    pub(super) picture: RwSignal<bool>,
    pub(super) lead_picture: RwSignal<bool>,
    pub(super) embed: RwSignal<bool>,
    pub(super) table: RwSignal<bool>,
    pub(super) find: RwSignal<bool>,
    pub(super) shortcuts: RwSignal<bool>,
}

impl Dialogs {
    pub(super) fn new() -> Self {
        let closed = || RwSignal::new(false);
        Self {
            link: closed(),
            language: closed(),
            picture: closed(),
            lead_picture: closed(),
            embed: closed(),
            table: closed(),
            find: closed(),
            shortcuts: closed(),
        }
    }

    /// Opens the dialog that the surface knows by this name.
    pub(super) fn open(self, name: &str) {
        let dialog = match name {
            "link" => self.link,
            "language" => self.language,
            "picture" => self.picture,
            "embed" => self.embed,
            "table" => self.table,
            "find" => self.find,
            "shortcuts" => self.shortcuts,
            _ => return,
        };
        dialog.try_set(true);
    }
}

/// All of them, closed at first. When one closes, the cursor is where it was.
pub(super) fn dialogs(writing: Writing, surface: Surface) -> AnyView {
    let Dialogs {
        link,
        language,
        picture,
        embed,
        table,
        shortcuts,
        ..
    } = surface.dialogs;
    #[cfg(feature = "hydrate")]
    for dialog in [link, language, picture, embed, table, shortcuts] {
        Effect::new(move |was_open: Option<bool>| {
            let is_open = dialog.get();
            if was_open == Some(true) && !is_open {
                surface.focus_soon();
            }
            is_open
        });
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = (link, language, picture, embed, table, shortcuts);
    settled(view! {
        {link::link(writing, surface)}
        {language::language(writing, surface)}
        {picture::picture(writing, surface)}
        {lead_picture::lead_picture(writing, surface)}
        {embed::embed(writing, surface)}
        {table::table(writing, surface)}
        {shortcuts::shortcuts(writing, surface)}
    })
}
