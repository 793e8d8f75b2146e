//! The tree of an article body, one type per node.

mod block;
mod document;
mod figure;
mod inline;
mod line;
mod list;
mod map;
mod marks;
mod number;
mod one_or_more;
mod table;

pub use block::{Block, Heading, HeadingLevel, Quotation};
pub use document::Document;
pub use figure::Figure;
pub use inline::{Inline, Inlines, Text};
pub use line::Line;
pub use list::{List, ListItem, ListItemBlock, ListKind, ListTooDeepError, MAX_LIST_DEPTH};
pub use marks::{Link, Marks, Script};
pub use number::{ListStart, Pixels, PositiveInteger, Span};
pub use one_or_more::OneOrMore;
pub use table::{Cell, CellKind, CellSpan, ColumnWidthsError, Table, TableRow};
