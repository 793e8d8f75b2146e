//! From the tree to JSON.

use crate::{
    Block, Cell, CellKind, Document, Figure, Inline, Inlines, List, ListItem, ListItemBlock,
    ListKind, Marks, Quotation, Script,
};
use serde_json::{Map, Value, json};

pub(super) fn document(document: &Document) -> Value {
    node("doc", None, document.blocks().iter().map(block).collect())
}

/// A node; as in ProseMirror, `attrs` and `content` are there only if they have members.
fn node(name: &str, attributes: Option<Value>, content: Vec<Value>) -> Value {
    let mut object = Map::new();
    object.insert("type".to_owned(), name.into());
    if let Some(attributes) = attributes {
        object.insert("attrs".to_owned(), attributes);
    }
    if !content.is_empty() {
        object.insert("content".to_owned(), content.into());
    }
    object.into()
}

fn block(block: &Block) -> Value {
    match block {
        Block::Paragraph(content) => paragraph(content),
        Block::Heading(heading) => node(
            "heading",
            Some(json!({"level": heading.level.number()})),
            inlines(&heading.content),
        ),
        Block::List(content) => list(content),
        Block::Quotation(content) => quotation("blockquote", content),
        Block::PullQuote(content) => quotation("pull_quote", content),
        Block::Figure(content) => figure(content),
        Block::Gallery(figures) => node("gallery", None, figures.iter().map(figure).collect()),
        Block::Table(table) => {
            let rows = table
                .rows
                .iter()
                .map(|row| node("table_row", None, row.iter().map(cell).collect()))
                .collect();
            node("table", None, rows)
        }
        Block::HorizontalRule => node("horizontal_rule", None, Vec::new()),
        Block::Embed(embed) => node("embed", Some(json!({"url": embed.url()})), Vec::new()),
    }
}

fn paragraph(content: &Inlines) -> Value {
    node("paragraph", None, inlines(content))
}

fn list(list: &List) -> Value {
    let items = list.items().iter().map(list_item).collect();
    match list.kind() {
        ListKind::Bullet => node("bullet_list", None, items),
        ListKind::Ordered { start } => {
            node("ordered_list", Some(json!({"order": start.get()})), items)
        }
    }
}

fn list_item(item: &ListItem) -> Value {
    let rest = item.rest.iter().map(|block| match block {
        ListItemBlock::Paragraph(content) => paragraph(content),
        ListItemBlock::List(content) => list(content),
    });
    let content = std::iter::once(paragraph(&item.first))
        .chain(rest)
        .collect();
    node("list_item", None, content)
}

fn quotation(name: &str, quotation: &Quotation) -> Value {
    let paragraphs = quotation.paragraphs.iter().map(paragraph);
    let attribution = quotation
        .attribution
        .iter()
        .map(|content| node("attribution", None, inlines(content)));
    node(name, None, paragraphs.chain(attribution).collect())
}

fn figure(figure: &Figure) -> Value {
    let attributes = json!({
        "src": figure.source.as_str(),
        "alt": figure.alternative.as_str(),
        "width": figure.width.get(),
        "height": figure.height.get(),
        "credit": figure.credit.as_str(),
    });
    node("figure", Some(attributes), inlines(&figure.caption))
}

fn cell(cell: &Cell) -> Value {
    let name = match cell.kind {
        CellKind::Data => "table_cell",
        CellKind::Header => "table_header",
    };
    let attributes = json!({
        "colspan": cell.span.columns().get(),
        "rowspan": cell.span.rows().get(),
        "colwidth": cell.span.column_widths(),
    });
    node(
        name,
        Some(attributes),
        cell.paragraphs.iter().map(paragraph).collect(),
    )
}

fn inlines(inlines: &Inlines) -> Vec<Value> {
    inlines.iter().map(inline).collect()
}

fn inline(inline: &Inline) -> Value {
    let mut object = Map::new();
    match inline {
        Inline::Text { text, .. } => {
            object.insert("type".to_owned(), "text".into());
            object.insert("text".to_owned(), text.as_str().into());
        }
        Inline::HardBreak { .. } => {
            object.insert("type".to_owned(), "hard_break".into());
        }
    }
    let marks = marks(inline.marks());
    if !marks.is_empty() {
        object.insert("marks".to_owned(), marks.into());
    }
    object.into()
}

/// In the order of [`super::MARK_NAMES`].
fn marks(marks: &Marks) -> Vec<Value> {
    let mut values = Vec::new();
    if let Some(link) = &marks.link {
        let attributes = json!({"href": link.href().as_str(), "title": link.title()});
        values.push(json!({"type": "link", "attrs": attributes}));
    }
    if let Some(language) = &marks.language {
        values.push(json!({"type": "language", "attrs": {"lang": language.as_str()}}));
    }
    for (present, name) in [
        (marks.strong, "strong"),
        (marks.em, "em"),
        (marks.strike, "strike"),
        (marks.script == Some(Script::Superscript), "superscript"),
        (marks.script == Some(Script::Subscript), "subscript"),
    ] {
        if present {
            values.push(json!({"type": name}));
        }
    }
    values
}
