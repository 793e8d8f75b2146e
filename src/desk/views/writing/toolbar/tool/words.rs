//! What the tools are called.

use super::Tool;
use crate::Locale;
use leptos_i18n::td_string;

impl Tool {
    /// Its name.
    pub fn label(self, locale: Locale) -> &'static str {
        match self {
            Self::Undo => td_string!(locale, editor.undo),
            Self::Redo => td_string!(locale, editor.redo),
            Self::Paragraph => td_string!(locale, editor.paragraph),
            Self::Heading2 => td_string!(locale, editor.heading2),
            Self::Heading3 => td_string!(locale, editor.heading3),
            Self::Heading4 => td_string!(locale, editor.heading4),
            Self::Strong => td_string!(locale, editor.strong),
            Self::Em => td_string!(locale, editor.em),
            Self::Strike => td_string!(locale, editor.strike),
            Self::Superscript => td_string!(locale, editor.superscript),
            Self::Subscript => td_string!(locale, editor.subscript),
            Self::Link => td_string!(locale, editor.link),
            Self::Language => td_string!(locale, editor.language),
            Self::ClearMarks => td_string!(locale, editor.clear_marks),
            Self::BulletList => td_string!(locale, editor.bullet_list),
            Self::OrderedList => td_string!(locale, editor.ordered_list),
            Self::Indent => td_string!(locale, editor.indent),
            Self::Outdent => td_string!(locale, editor.outdent),
            Self::Blockquote => td_string!(locale, editor.blockquote),
            Self::PullQuote => td_string!(locale, editor.pull_quote),
            Self::Attribution => td_string!(locale, editor.attribution),
            Self::Picture => td_string!(locale, editor.picture),
            Self::Gallery => td_string!(locale, editor.gallery),
            Self::Table => td_string!(locale, editor.table),
            Self::Embed => td_string!(locale, editor.embed),
            Self::Rule => td_string!(locale, editor.rule),
            Self::Find => td_string!(locale, editor.find),
            Self::Shortcuts => td_string!(locale, editor.shortcuts),
            Self::RowBefore => td_string!(locale, editor.row_before),
            Self::RowAfter => td_string!(locale, editor.row_after),
            Self::DeleteRow => td_string!(locale, editor.delete_row),
            Self::ColumnBefore => td_string!(locale, editor.column_before),
            Self::ColumnAfter => td_string!(locale, editor.column_after),
            Self::DeleteColumn => td_string!(locale, editor.delete_column),
            Self::MergeCells => td_string!(locale, editor.merge_cells),
            Self::SplitCell => td_string!(locale, editor.split_cell),
            Self::ToggleHeaderRow => td_string!(locale, editor.toggle_header_row),
            Self::DeleteTable => td_string!(locale, editor.delete_table),
            Self::MoveUp => td_string!(locale, editor.move_up),
            Self::MoveDown => td_string!(locale, editor.move_down),
            Self::DeleteBlock => td_string!(locale, editor.delete_block),
        }
    }

    /// Other names it is looked for under in the "/" menu, beside its own: those of other programs,
    /// and in English, which many learn them in.
    pub fn other_names(self) -> &'static str {
        match self {
            Self::Paragraph => "text p абзац мәтін",
            Self::Heading2 => "heading h2 title subheading заголовок тақырып",
            Self::Heading3 => "heading h3 subheading заголовок тақырып",
            Self::Heading4 => "heading h4 subheading заголовок тақырып",
            Self::BulletList => "ul bullet list список тізім",
            Self::OrderedList => "ol numbered list список тізім",
            Self::Blockquote => "quote quotation blockquote цитата дәйексөз",
            Self::PullQuote => "pull quote callout врезка",
            Self::Attribution => "attribution author cite source автор",
            Self::Picture => "picture image photo img фото картинка фотосурет",
            Self::Gallery => "gallery photos фото галерея",
            Self::Table => "table grid таблица кесте",
            Self::Embed => {
                "embed video post youtube telegram instagram x twitter tiktok facebook vimeo видео бейне"
            }
            Self::Rule => "rule line divider separator hr линия сызық",
            _ => "",
        }
    }
}
