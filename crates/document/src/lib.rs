//! The article body of a newspaper.
//!
//! An article is stored as a tree and never as HTML: the reader's page, the feed, the search
//! index, the export and the printed page are all made from the same [`Document`]. The editor in
//! the browser is ProseMirror, so the stored form is ProseMirror's JSON; everything else happens
//! here, on the server and in WebAssembly alike.
//!
//! ```
//! use document::{Document, HtmlLabels, HtmlOptions, to_html};
//!
//! let json = r#"{"type":"doc","content":[
//!     {"type":"paragraph","content":[
//!         {"type":"text","text":"Жаңа мектеп "},
//!         {"type":"text","marks":[{"type":"strong"}],"text":"ашылды"}]}]}"#;
//! let body = Document::from_json(json)?;
//! assert_eq!(body.plain_text(), "Жаңа мектеп ашылды");
//! assert_eq!(body.word_count(), 3);
//!
//! let options = HtmlOptions::new(HtmlLabels {
//!     embed_name: &|provider| format!("{} жазбасы", provider.name()),
//!     open_embed: &|provider| format!("{} жазбасын көрсету", provider.name()),
//!     embed_note: &|provider| format!("{} дерек алады", provider.name()),
//!     table: &|number| format!("{number}-кесте"),
//!     gallery: &|number| format!("{number}-фоторепортаж"),
//! });
//! assert_eq!(to_html(&body, &options), "<p>Жаңа мектеп <strong>ашылды</strong></p>");
//! # Ok::<(), document::DocumentError>(())
//! ```
//!
//! # The tree
//!
//! | node | attributes | content |
//! |---|---|---|
//! | `doc` | | block+ |
//! | `paragraph` | | inline* |
//! | `heading` | `level` 2 to 4 | inline* |
//! | `bullet_list` | | list_item+ |
//! | `ordered_list` | `order` ≥ 1, default 1 | list_item+ |
//! | `list_item` | | paragraph (paragraph \| bullet_list \| ordered_list)* |
//! | `blockquote`, `pull_quote` | | paragraph+ attribution? |
//! | `attribution` | | inline* |
//! | `figure` | `src`, `alt`, `width`, `height`, `credit` default "" | inline*, the caption |
//! | `gallery` | | figure+ |
//! | `table` | | table_row+ |
//! | `table_row` | | (table_cell \| table_header)+ |
//! | `table_cell`, `table_header` | `colspan`, `rowspan` default 1, `colwidth` default null | paragraph+ |
//! | `horizontal_rule` | | |
//! | `embed` | `url` | |
//! | `text`, `hard_break` | | inline; both carry marks |
//!
//! Blocks are `paragraph`, `heading`, the two lists, the two quotes, `figure`, `gallery`, `table`,
//! `horizontal_rule` and `embed`. Marks, in their canonical order from the outside in: `link`
//! (`href`, `title` default null), `language` (`lang`), `strong`, `em`, `strike`, `superscript`,
//! `subscript`; the last two exclude each other.
//!
//! Names and defaults follow ProseMirror's own packages (prosemirror-schema-basic,
//! prosemirror-schema-list, prosemirror-tables).
//!
//! # What can be relied on
//!
//! - **A value of these types is valid.** Whatever could be wrong (a link's address, the source of a
//!   picture, a language tag, an embed, a heading's level, the depth of lists, an empty list) is a
//!   type with private fields and a checking constructor. There is no way to make a `javascript:`
//!   link, so there is nothing to sanitise at render time.
//! - **Reading is strict.** [`Document::from_json`] refuses what the table above does not name and
//!   says where: `content[3].content[0].marks[1]: unknown mark "blink"; accepted are …`.
//! - **Reading tidies.** Neighbouring texts with the same marks become one, marks take their
//!   canonical order, control characters (which HTML cannot carry) are dropped, line ends become
//!   `\n`. `from_json(to_json(d)) == d` for every document.
//! - **Words that a reader sees come from the caller** ([`HtmlLabels`]), so that they can be
//!   translated. Only the names of the embed providers are fixed.
//!
//! # Two copies of one text
//!
//! [`compare`] says what differs between two documents, block by block and in changed blocks word by
//! word; [`compare_words`] does the same for a headline. [`merge`] puts two changed copies of one
//! document together: what only one side changed is taken from there, what both changed in different
//! ways is left to people as a [`Piece::Disputed`]. Both are in [`Merged`] whole, so nothing that was
//! written is lost.
//!
//! # What is decided here
//!
//! - Plain text holds the captions of pictures but not their credit or alternative text, and neither
//!   the addresses of links nor those of embeds.
//! - Blank paragraphs and headings between other blocks (what stays behind when one presses Enter
//!   twice) are kept in the tree but not shown to readers.
//! - A dispute is about whole blocks: words of two people are never mixed in one sentence. Where a
//!   paragraph was divided or joined with the next, all of it is one dispute.
//! - Of blocks put in at the same place by both sides all are kept, and nobody is asked.
//! - The column widths of a table are kept for the editor and not shown: a table scrolls sideways on
//!   a phone instead.

mod address;
mod characters;
mod compare;
mod embed;
mod html;
mod json;
mod language;
mod merge;
mod schema;
mod text;

pub use address::{AddressError, AddressProblem, Href, ImageSource, Origin};
pub use compare::{Difference, WordChange, compare, compare_words};
pub use embed::{Embed, Provider};
pub use html::{HtmlLabels, HtmlOptions, ImageCandidate, ResponsiveImages, to_html};
pub use json::{DocumentError, MARK_NAMES, NODE_NAMES, Problem};
pub use language::{Direction, LanguageTag, LanguageTagError};
pub use merge::{Choice, Merged, Piece, merge};
pub use schema::{
    Block, Cell, CellKind, CellSpan, ColumnWidthsError, Document, Figure, Heading, HeadingLevel,
    Inline, Inlines, Line, Link, List, ListItem, ListItemBlock, ListKind, ListStart,
    ListTooDeepError, MAX_LIST_DEPTH, Marks, OneOrMore, Pixels, PositiveInteger, Quotation, Script,
    Span, Table, TableRow, Text,
};
pub use text::{count_characters, count_words, minutes_to_read, shorten};
