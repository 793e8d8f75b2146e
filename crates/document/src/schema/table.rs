use super::{Inlines, OneOrMore, Span};
use thiserror::Error;

/// Rows of cells.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Table {
    /// The rows from the top.
    pub rows: OneOrMore<TableRow>,
}

/// `table_row`
pub type TableRow = OneOrMore<Cell>;

/// `table_cell` or `table_header`
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Cell {
    /// Whether the cell holds data or names a row or column.
    pub kind: CellKind,
    /// How many columns and rows it takes.
    pub span: CellSpan,
    /// Its paragraphs.
    pub paragraphs: OneOrMore<Inlines>,
}

/// What a cell is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CellKind {
    /// `table_cell`
    Data,
    /// `table_header`
    Header,
}

/// The extent of a cell and the widths that the editor keeps for its columns.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct CellSpan {
    columns: Span,
    rows: Span,
    column_widths: Option<Vec<u32>>,
}

/// The number of column widths differs from the number of columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error(
    "the cell takes {columns} columns but has {widths} column widths; accepted is one width per \
     column, or null"
)]
pub struct ColumnWidthsError {
    /// How many columns the cell takes.
    pub columns: u32,
    /// How many widths were given.
    pub widths: usize,
}

impl CellSpan {
    /// An extent without widths.
    #[must_use]
    pub fn new(columns: Span, rows: Span) -> Self {
        Self {
            columns,
            rows,
            column_widths: None,
        }
    }

    /// The same extent with a width in pixels for each of its columns; 0 where none is set, as in
    /// prosemirror-tables.
    ///
    /// # Errors
    /// There are more or fewer widths than columns.
    pub fn with_column_widths(self, widths: Vec<u32>) -> Result<Self, ColumnWidthsError> {
        if widths.len() == self.columns.get() as usize {
            Ok(Self {
                column_widths: Some(widths),
                ..self
            })
        } else {
            Err(ColumnWidthsError {
                columns: self.columns.get(),
                widths: widths.len(),
            })
        }
    }

    /// How many columns the cell takes (`colspan`).
    #[must_use]
    pub fn columns(&self) -> Span {
        self.columns
    }

    /// How many rows the cell takes (`rowspan`).
    #[must_use]
    pub fn rows(&self) -> Span {
        self.rows
    }

    /// The widths of its columns in pixels (`colwidth`).
    #[must_use]
    pub fn column_widths(&self) -> Option<&[u32]> {
        self.column_widths.as_deref()
    }
}

impl Default for CellSpan {
    fn default() -> Self {
        Self::new(Span::ONE, Span::ONE)
    }
}
