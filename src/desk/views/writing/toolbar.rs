//! The tools over the text, as a toolbar after the WAI-ARIA practices: one stop of the Tab key, arrow
//! keys from tool to tool.

#[cfg(feature = "hydrate")]
pub(super) mod browser;
mod menu;
mod tool;

pub(super) use tool::Tool;

use super::{
    state::Writing,
    surface::{Surface, has_apple_keys},
};
use crate::ui::{icon::writing as icon, settled::settled};
use leptos::{ev, html, prelude::*};
use leptos_i18n::td_string;
use menu::menu;

/// What the parts of the toolbar share.
#[derive(Clone, Copy)]
struct Bar {
    writing: Writing,
    surface: Surface,
    /// Which tool the Tab key leads to.
    current: RwSignal<usize>,
    /// How many tools there are so far.
    count: StoredValue<usize>,
}

impl Bar {
    /// The place of the next tool in the order of the arrow keys.
    fn next_place(self) -> usize {
        let place = self.count.get_value();
        self.count.set_value(place + 1);
        place
    }

    fn tabindex(self, place: usize) -> impl Fn() -> &'static str + Copy + Send + 'static {
        move || {
            if self.current.get() == place {
                "0"
            } else {
                "-1"
            }
        }
    }

    fn is_possible(self, tool: Tool) -> bool {
        let may = tool.only_reads() || self.writing.editable.get();
        let (mounted, possible) = (
            self.surface.is_mounted.get(),
            self.surface
                .selection
                .with(|selection| tool.is_possible(selection)),
        );
        may && mounted && possible
    }

    /// Does what a tool does, and puts the cursor back into the text unless a dialog has opened.
    fn apply(self, tool: Tool, back: bool) {
        if !untrack(|| self.is_possible(tool)) {
            return;
        }
        tool.apply(self.surface);
        if back && !tool.has_dialog() {
            self.surface.focus_soon();
        }
    }
}

/// The name of a tool with its keys, for those who point at it.
fn title_of(bar: Bar, tool: Tool) -> String {
    let label = tool.label(bar.writing.locale);
    match keys_of(bar.surface, tool) {
        Some(keys) => format!("{label} ({keys})"),
        None => label.to_owned(),
    }
}

/// The keys that do the same, as they are printed on the keyboard.
fn keys_of(surface: Surface, tool: Tool) -> Option<String> {
    let (command, argument) = tool.command();
    surface.shortcuts.with(|shortcuts| {
        shortcuts
            .iter()
            .find(|known| known.command == command && known.argument == argument.unwrap_or(""))
            .map(|known| known.in_words(has_apple_keys()))
    })
}

/// The toolbar.
pub(super) fn toolbar(writing: Writing, surface: Surface) -> AnyView {
    let locale = writing.locale;
    let bar = Bar {
        writing,
        surface,
        current: RwSignal::new(0),
        count: StoredValue::new(0),
    };
    let place = NodeRef::<html::Div>::new();
    let in_table = Signal::derive(move || {
        surface
            .selection
            .with(|selection| Tool::DeleteTable.is_possible(selection))
    });
    #[cfg(feature = "hydrate")]
    Effect::new(move || {
        // The menu of tables may be what the Tab key led to, and go.
        if !in_table.get() {
            bar.current.set(0);
        }
    });
    let key = move |event: ev::KeyboardEvent| {
        #[cfg(feature = "hydrate")]
        browser::move_between_tools(&event, place, surface);
        #[cfg(not(feature = "hydrate"))]
        let _ = event;
    };
    let block_label = move || {
        let tool = surface.selection.with(|selection| {
            menu::BLOCKS
                .into_iter()
                .find(|tool| tool.is_state() && tool.is_on(selection))
        });
        tool.unwrap_or(Tool::Paragraph).label(locale)
    };
    let block = view! { <span class="tool-word">{block_label}</span> };
    let undo = buttons(bar, &[Tool::Undo, Tool::Redo]);
    let block = menu(
        bar,
        td_string!(locale, editor.block),
        settled(block),
        &menu::BLOCKS,
    );
    let marks = buttons(bar, &[Tool::Strong, Tool::Em, Tool::Link]);
    let more = menu(
        bar,
        td_string!(locale, editor.more),
        icon::more(),
        &menu::MARKS,
    );
    let lists = buttons(
        bar,
        &[Tool::BulletList, Tool::OrderedList, Tool::Blockquote],
    );
    let picture = buttons(bar, &[Tool::Picture]);
    let insert = menu(
        bar,
        td_string!(locale, editor.insert),
        icon::plus(),
        &menu::INSERTIONS,
    );
    let table = menu(
        bar,
        td_string!(locale, editor.table_tools),
        icon::table(),
        &menu::TABLE,
    );
    let table = view! { <div class="tool-group" hidden=move || !in_table.get()>{table}</div> };
    let rest = buttons(bar, &[Tool::Find, Tool::Shortcuts]);
    settled(view! {
        <div
            class="tools"
            role="toolbar"
            aria-label=td_string!(locale, editor.tools)
            aria-controls="writing-body"
            node_ref=place
            on:keydown=key
        >
            <div class="tool-group">{undo}</div>
            <div class="tool-group">{block}</div>
            <div class="tool-group">{marks} {more}</div>
            <div class="tool-group">{lists}</div>
            <div class="tool-group">{picture} {insert}</div>
            {table}
            <div class="tool-group last">{rest}</div>
        </div>
    })
}

fn buttons(bar: Bar, tools: &'static [Tool]) -> Vec<AnyView> {
    tools.iter().map(|&tool| button(bar, tool)).collect()
}

fn button(bar: Bar, tool: Tool) -> AnyView {
    let place = bar.next_place();
    let selection = bar.surface.selection;
    let pressed = move || {
        (tool.is_state() && !tool.has_dialog())
            .then(|| word(selection.with(|selection| tool.is_on(selection))))
    };
    let click = move |event: ev::MouseEvent| {
        // The keyboard stays in the toolbar, so that several can be used one after the other.
        bar.apply(tool, event.detail() > 0);
    };
    settled(view! {
        <button
            type="button"
            class="tool"
            class:on=move || selection.with(|selection| tool.is_on(selection))
            data-tool=""
            tabindex=bar.tabindex(place)
            aria-label=tool.label(bar.writing.locale)
            title=move || title_of(bar, tool)
            aria-pressed=pressed
            aria-haspopup=(tool.has_dialog() && tool != Tool::Find).then_some("dialog")
            aria-disabled=move || (!bar.is_possible(tool)).then_some("true")
            on:focus=move |_| bar.current.set(place)
            on:mousedown=|event| event.prevent_default()
            on:click=click
        >
            {tool.icon()}
        </button>
    })
}

fn word(yes: bool) -> &'static str {
    if yes { "true" } else { "false" }
}
