//! Tables.

use super::blocks::Renderer;
use crate::{Cell, CellKind, Table, TableRow};

pub(super) fn render(renderer: &mut Renderer, table: &Table, label: &str) {
    renderer.writer.open(
        "div",
        &[
            ("class", "table"),
            ("role", "region"),
            ("aria-label", label),
            ("tabindex", "0"),
        ],
    );
    renderer.writer.open("table", &[]);
    let (head, body) = table.rows.split_at(head_length(&table.rows));
    group(renderer, "thead", head);
    group(renderer, "tbody", body);
    renderer.writer.close("table");
    renderer.writer.close("div");
}

fn is_heading_row(row: &TableRow) -> bool {
    row.iter().all(|cell| cell.kind == CellKind::Header)
}

/// How many rows are the table's head: the first if it is all headers, and those below that its
/// cells reach into if they are all headers too. A browser cuts a cell off where the head ends, so
/// there is no head if a cell would reach out of it.
fn head_length(rows: &[TableRow]) -> usize {
    let mut length = 0;
    let mut needed = 1;
    while length < needed {
        match rows.get(length) {
            Some(row) if is_heading_row(row) => {
                let reach = row.iter().map(|cell| cell.span.rows().get() as usize).max();
                needed = needed.max(length + reach.unwrap_or(1));
                length += 1;
            }
            Some(_) => return 0,
            None => break,
        }
    }
    length
}

fn group(renderer: &mut Renderer, element: &'static str, rows: &[TableRow]) {
    if rows.is_empty() {
        return;
    }
    renderer.writer.open(element, &[]);
    for row in rows {
        let names_columns = is_heading_row(row);
        renderer.writer.open("tr", &[]);
        for cell in row {
            render_cell(renderer, cell, names_columns);
        }
        renderer.writer.close("tr");
    }
    renderer.writer.close(element);
}

fn render_cell(renderer: &mut Renderer, cell: &Cell, names_columns: bool) {
    let columns = cell.span.columns().to_string();
    let rows = cell.span.rows().to_string();
    let mut attributes = Vec::new();
    let element = match cell.kind {
        CellKind::Data => "td",
        CellKind::Header => {
            // `colgroup` and `rowgroup` would need such groups in the table, so a header that spans
            // several columns or rows has the plain scope too.
            attributes.push(("scope", if names_columns { "col" } else { "row" }));
            "th"
        }
    };
    if columns != "1" {
        attributes.push(("colspan", columns.as_str()));
    }
    if rows != "1" {
        attributes.push(("rowspan", rows.as_str()));
    }
    renderer.writer.open(element, &attributes);
    for paragraph in &cell.paragraphs {
        renderer.paragraph(paragraph);
    }
    renderer.writer.close(element);
}
