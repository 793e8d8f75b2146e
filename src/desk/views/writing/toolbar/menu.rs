//! Menus that open from the toolbar.

use super::{Bar, Tool, keys_of, word};
use crate::ui::{icon::writing as icon, settled::settled};
use leptos::{ev, html, prelude::*};

/// What a block can be, and what can be done with it.
pub(super) const BLOCKS: [Tool; 14] = [
    Tool::Paragraph,
    Tool::Heading2,
    Tool::Heading3,
    Tool::Heading4,
    Tool::BulletList,
    Tool::OrderedList,
    Tool::Blockquote,
    Tool::PullQuote,
    Tool::Attribution,
    Tool::Indent,
    Tool::Outdent,
    Tool::MoveUp,
    Tool::MoveDown,
    Tool::DeleteBlock,
];

/// What words can be, beside what has a button of its own.
pub(super) const MARKS: [Tool; 5] = [
    Tool::Strike,
    Tool::Superscript,
    Tool::Subscript,
    Tool::Language,
    Tool::ClearMarks,
];

/// What can be put in, beside pictures.
pub(super) const INSERTIONS: [Tool; 5] = [
    Tool::Gallery,
    Tool::Table,
    Tool::Embed,
    Tool::PullQuote,
    Tool::Rule,
];

/// What can be done with a table.
pub(super) const TABLE: [Tool; 10] = [
    Tool::RowBefore,
    Tool::RowAfter,
    Tool::ColumnBefore,
    Tool::ColumnAfter,
    Tool::ToggleHeaderRow,
    Tool::MergeCells,
    Tool::SplitCell,
    Tool::DeleteRow,
    Tool::DeleteColumn,
    Tool::DeleteTable,
];

/// A button and the menu it opens. What is shown on the button changes nothing about its name.
pub(super) fn menu(
    bar: Bar,
    label: &'static str,
    shown: AnyView,
    tools: &'static [Tool],
) -> AnyView {
    let place = bar.next_place();
    let open = RwSignal::new(false);
    let button = NodeRef::<html::Button>::new();
    let list = NodeRef::<html::Div>::new();
    #[cfg(feature = "hydrate")]
    super::browser::follow_menu(open, button, list);
    let key = move |event: ev::KeyboardEvent| {
        if matches!(event.key().as_str(), "ArrowDown" | "ArrowUp") {
            event.prevent_default();
            event.stop_propagation();
            open.set(true);
        }
    };
    let content = move || {
        open.get().then(|| {
            let items: Vec<AnyView> = tools.iter().map(|&tool| item(bar, tool, open)).collect();
            let key = move |event: ev::KeyboardEvent| {
                #[cfg(feature = "hydrate")]
                super::browser::move_in_menu(&event, open, button, list);
                #[cfg(not(feature = "hydrate"))]
                let _ = event;
            };
            let leave = move |_: ev::FocusEvent| {
                #[cfg(feature = "hydrate")]
                super::browser::close_when_left(open, button, list);
            };
            view! {
                <div
                    class="tool-menu"
                    role="menu"
                    aria-label=label
                    node_ref=list
                    on:keydown=key
                    on:focusout=leave
                >
                    {items}
                </div>
            }
        })
    };
    settled(view! {
        <div class="tool-place">
            <button
                type="button"
                class="tool has-menu"
                data-tool=""
                node_ref=button
                tabindex=bar.tabindex(place)
                aria-label=label
                title=label
                aria-haspopup="menu"
                aria-expanded=move || word(open.get())
                on:focus=move |_| bar.current.set(place)
                on:keydown=key
                on:click=move |_| open.update(|open| *open = !*open)
            >
                {shown}
                {icon::down()}
            </button>
            {content}
        </div>
    })
}

fn item(bar: Bar, tool: Tool, open: RwSignal<bool>) -> AnyView {
    let selection = bar.surface.selection;
    let checked = move || {
        tool.is_state()
            .then(|| word(selection.with(|selection| tool.is_on(selection))))
    };
    let choose = move |_| {
        if untrack(|| bar.is_possible(tool)) {
            open.set(false);
            bar.apply(tool, true);
        }
    };
    settled(view! {
        <button
            type="button"
            role=if tool.is_state() { "menuitemcheckbox" } else { "menuitem" }
            tabindex="-1"
            aria-checked=checked
            aria-disabled=move || (!bar.is_possible(tool)).then_some("true")
            on:click=choose
        >
            {tool.icon()}
            <span>{tool.label(bar.writing.locale)}</span>
            <kbd>{move || keys_of(bar.surface, tool)}</kbd>
        </button>
    })
}
