//! What can be done with the text: its name, its sign, when it is possible and when it is on.

mod words;

use super::super::surface::{Selection, Surface};
use crate::ui::icon::writing as icon;
use leptos::prelude::*;

/// Something that can be done with the text; each is named after what it does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tool {
    Undo,
    Redo,
    Paragraph,
    Heading2,
    Heading3,
    Heading4,
    Strong,
    Em,
    Strike,
    Superscript,
    Subscript,
    Link,
    Language,
    ClearMarks,
    BulletList,
    OrderedList,
    Indent,
    Outdent,
    Blockquote,
    PullQuote,
    Attribution,
    Picture,
    Gallery,
    Table,
    Embed,
    Rule,
    Find,
    Shortcuts,
    RowBefore,
    RowAfter,
    DeleteRow,
    ColumnBefore,
    ColumnAfter,
    DeleteColumn,
    MergeCells,
    SplitCell,
    ToggleHeaderRow,
    DeleteTable,
    MoveUp,
    MoveDown,
    DeleteBlock,
}

impl Tool {
    /// Every tool.
    pub const ALL: [Self; 41] = [
        Self::Undo,
        Self::Redo,
        Self::Paragraph,
        Self::Heading2,
        Self::Heading3,
        Self::Heading4,
        Self::Strong,
        Self::Em,
        Self::Strike,
        Self::Superscript,
        Self::Subscript,
        Self::Link,
        Self::Language,
        Self::ClearMarks,
        Self::BulletList,
        Self::OrderedList,
        Self::Indent,
        Self::Outdent,
        Self::Blockquote,
        Self::PullQuote,
        Self::Attribution,
        Self::Picture,
        Self::Gallery,
        Self::Table,
        Self::Embed,
        Self::Rule,
        Self::Find,
        Self::Shortcuts,
        Self::RowBefore,
        Self::RowAfter,
        Self::DeleteRow,
        Self::ColumnBefore,
        Self::ColumnAfter,
        Self::DeleteColumn,
        Self::MergeCells,
        Self::SplitCell,
        Self::ToggleHeaderRow,
        Self::DeleteTable,
        Self::MoveUp,
        Self::MoveDown,
        Self::DeleteBlock,
    ];

    /// The command of the surface and its argument. Of those with a dialog, the dialog's name.
    pub fn command(self) -> (&'static str, Option<&'static str>) {
        let command = match self {
            Self::Heading2 => return ("heading", Some("2")),
            Self::Heading3 => return ("heading", Some("3")),
            Self::Heading4 => return ("heading", Some("4")),
            Self::Undo => "undo",
            Self::Redo => "redo",
            Self::Paragraph => "paragraph",
            Self::Strong => "strong",
            Self::Em => "em",
            Self::Strike => "strike",
            Self::Superscript => "superscript",
            Self::Subscript => "subscript",
            Self::Link => "link",
            Self::Language => "language",
            Self::ClearMarks => "clear_marks",
            Self::BulletList => "bullet_list",
            Self::OrderedList => "ordered_list",
            Self::Indent => "indent",
            Self::Outdent => "outdent",
            Self::Blockquote => "blockquote",
            Self::PullQuote => "pull_quote",
            Self::Attribution => "attribution",
            Self::Picture => "picture",
            Self::Gallery => "gallery",
            Self::Table => "table",
            Self::Embed => "embed",
            Self::Rule => "horizontal_rule",
            Self::Find => "find",
            Self::Shortcuts => "shortcuts",
            Self::RowBefore => "row_before",
            Self::RowAfter => "row_after",
            Self::DeleteRow => "delete_row",
            Self::ColumnBefore => "column_before",
            Self::ColumnAfter => "column_after",
            Self::DeleteColumn => "delete_column",
            Self::MergeCells => "merge_cells",
            Self::SplitCell => "split_cell",
            Self::ToggleHeaderRow => "toggle_header_row",
            Self::DeleteTable => "delete_table",
            Self::MoveUp => "move_up",
            Self::MoveDown => "move_down",
            Self::DeleteBlock => "delete_block",
        };
        (command, None)
    }

    /// Whether a dialog asks for more first.
    pub fn has_dialog(self) -> bool {
        matches!(
            self,
            Self::Link
                | Self::Language
                | Self::Picture
                | Self::Table
                | Self::Embed
                | Self::Find
                | Self::Shortcuts
        )
    }

    /// Whether it can be used where the text may only be read.
    pub fn only_reads(self) -> bool {
        matches!(self, Self::Find | Self::Shortcuts)
    }

    /// Whether it is a state that is on or off, and not an act.
    pub fn is_state(self) -> bool {
        matches!(
            self,
            Self::Paragraph
                | Self::Heading2
                | Self::Heading3
                | Self::Heading4
                | Self::Strong
                | Self::Em
                | Self::Strike
                | Self::Superscript
                | Self::Subscript
                | Self::Link
                | Self::Language
                | Self::BulletList
                | Self::OrderedList
                | Self::Blockquote
                | Self::PullQuote
                | Self::Attribution
        )
    }

    /// Whether it is on where the cursor is.
    pub fn is_on(self, selection: &Selection) -> bool {
        match self {
            Self::Heading2 => selection.block == "heading2",
            Self::Heading3 => selection.block == "heading3",
            Self::Heading4 => selection.block == "heading4",
            Self::Link => selection.link.is_some(),
            Self::Language => selection.language.is_some(),
            Self::Strong | Self::Em | Self::Strike | Self::Superscript | Self::Subscript => {
                selection.marks.iter().any(|mark| mark == self.command().0)
            }
            tool => tool.is_state() && selection.block == tool.command().0,
        }
    }

    /// Whether it would do something where the cursor is. Turning off what is on always does.
    pub fn is_possible(self, selection: &Selection) -> bool {
        let can = |name: &str| selection.can.iter().any(|can| can == name);
        match self {
            tool if tool.only_reads() => true,
            // The surface says it of the first size only, and not where that one stands already.
            Self::Heading2 | Self::Heading3 | Self::Heading4 => {
                can("heading") || selection.block.starts_with("heading")
            }
            tool => can(tool.command().0) || tool.is_on(selection),
        }
    }

    /// Does it, or opens its dialog.
    pub fn apply(self, surface: Surface) {
        let (command, argument) = self.command();
        if self.has_dialog() {
            surface.dialogs.open(command);
        } else {
            surface.run(command, argument);
        }
    }

    /// Its sign.
    pub fn icon(self) -> AnyView {
        match self {
            Self::Undo => icon::undo(),
            Self::Redo => icon::redo(),
            Self::Paragraph => icon::paragraph(),
            Self::Heading2 | Self::Heading3 | Self::Heading4 => icon::heading(),
            Self::Strong => icon::strong(),
            Self::Em => icon::em(),
            Self::Strike => icon::strike(),
            Self::Superscript => icon::superscript(),
            Self::Subscript => icon::subscript(),
            Self::Link => icon::link(),
            Self::Language => icon::language(),
            Self::ClearMarks => icon::clear(),
            Self::BulletList => icon::bullet_list(),
            Self::OrderedList => icon::ordered_list(),
            Self::Indent => icon::indent(),
            Self::Outdent => icon::outdent(),
            Self::Blockquote => icon::quote(),
            Self::PullQuote => icon::pull_quote(),
            Self::Attribution => icon::attribution(),
            Self::Picture => icon::picture(),
            Self::Gallery => icon::gallery(),
            Self::Table | Self::ToggleHeaderRow | Self::MergeCells | Self::SplitCell => {
                icon::table()
            }
            Self::Embed => icon::embed(),
            Self::Rule => icon::rule(),
            Self::Find => icon::find(),
            Self::Shortcuts => icon::question(),
            Self::RowBefore | Self::RowAfter | Self::ColumnBefore | Self::ColumnAfter => {
                icon::beside()
            }
            Self::DeleteRow | Self::DeleteColumn | Self::DeleteTable | Self::DeleteBlock => {
                icon::bin()
            }
            Self::MoveUp => icon::previous(),
            Self::MoveDown => icon::down(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(block: &str, can: &[&str]) -> Selection {
        Selection {
            block: block.to_owned(),
            can: can.iter().map(|&name| name.to_owned()).collect(),
            ..Selection::default()
        }
    }

    #[test]
    fn a_heading_can_change_its_size() {
        let heading = at("heading2", &["paragraph"]);
        assert!(Tool::Heading2.is_on(&heading));
        assert!(Tool::Heading3.is_possible(&heading));
        assert!(!Tool::Heading3.is_on(&heading));
        assert!(!Tool::Heading3.is_possible(&at("table", &[])));
    }

    #[test]
    fn what_is_on_can_be_turned_off() {
        let list = at("bullet_list", &[]);
        assert!(Tool::BulletList.is_possible(&list));
        assert!(!Tool::OrderedList.is_possible(&list));
        assert!(!Tool::Undo.is_on(&list));
        let mut linked = at("paragraph", &[]);
        linked.link = Some("/kk".to_owned());
        assert!(Tool::Link.is_on(&linked) && Tool::Link.is_possible(&linked));
    }

    #[test]
    fn searching_needs_no_right_to_write() {
        assert!(Tool::Find.is_possible(&Selection::default()));
        assert!(!Tool::Strong.is_possible(&Selection::default()));
    }
}
