//! From JSON to the tree: blocks.

use super::error::{DocumentError, Problem};
use super::node::Opened;
use super::read::{one_or_more, open};
use super::read_inlines::inlines;
use crate::{
    Block, Cell, CellKind, CellSpan, Embed, Figure, Heading, HeadingLevel, ImageSource, Inlines,
    Line, List, ListItem, ListItemBlock, ListKind, ListStart, ListTooDeepError, MAX_LIST_DEPTH,
    OneOrMore, Pixels, Quotation, Span, Table, TableRow,
};

pub(super) const BLOCKS: &[&str] = &[
    "paragraph",
    "heading",
    "bullet_list",
    "ordered_list",
    "blockquote",
    "pull_quote",
    "figure",
    "gallery",
    "table",
    "horizontal_rule",
    "embed",
];
const PIXELS: &str = "a whole number of pixels, at least 1";
const SPAN: &str = "a whole number from 1 to 1000";

pub(super) fn block(node: &Opened) -> Result<Block, DocumentError> {
    match node.shape.name {
        "heading" => Ok(Block::Heading(Heading {
            level: node.number(
                "level",
                "a whole number from 2 to 4",
                HeadingLevel::from_number,
            )?,
            content: inlines(node)?,
        })),
        "bullet_list" | "ordered_list" => list(node, 1).map(Block::List),
        "blockquote" => quotation(node).map(Block::Quotation),
        "pull_quote" => quotation(node).map(Block::PullQuote),
        "figure" => figure(node).map(Block::Figure),
        "gallery" => one_or_more(node, &["figure"], figure).map(Block::Gallery),
        "table" => Ok(Block::Table(Table {
            rows: one_or_more(node, &["table_row"], row)?,
        })),
        "horizontal_rule" => Ok(Block::HorizontalRule),
        "embed" => Embed::parse(node.string("url")?)
            .map(Block::Embed)
            .map_err(|error| node.attribute_fails("url", error)),
        _ => inlines(node).map(Block::Paragraph),
    }
}

/// `depth` counts this list. It is checked on the way down, before anything deeper is read.
fn list(node: &Opened, depth: usize) -> Result<List, DocumentError> {
    if depth > MAX_LIST_DEPTH {
        return Err(node.fails(ListTooDeepError));
    }
    let kind = if node.shape.name == "ordered_list" {
        let start = node.optional_number(
            "order",
            "a whole number from 1 to 2147483647",
            ListStart::new,
        )?;
        ListKind::Ordered {
            start: start.unwrap_or(ListStart::ONE),
        }
    } else {
        ListKind::Bullet
    };
    let items = one_or_more(node, &["list_item"], |item| list_item(item, depth))?;
    List::new(kind, items).map_err(|error| node.fails(error))
}

fn list_item(node: &Opened, depth: usize) -> Result<ListItem, DocumentError> {
    let mut first = None;
    let mut rest = Vec::new();
    for (index, value) in node.members("content")?.iter().enumerate() {
        let path = node.member_path("content", index);
        if first.is_none() {
            first = Some(inlines(&open(value, &path, "list_item", &["paragraph"])?)?);
            continue;
        }
        let accepted = &["paragraph", "bullet_list", "ordered_list"];
        let member = open(value, &path, "list_item", accepted)?;
        rest.push(match member.shape.name {
            "paragraph" => ListItemBlock::Paragraph(inlines(&member)?),
            _ => ListItemBlock::List(list(&member, depth + 1)?),
        });
    }
    let first = first.ok_or_else(|| empty(node, &["paragraph"]))?;
    Ok(ListItem { first, rest })
}

fn empty(node: &Opened, accepted: &'static [&'static str]) -> DocumentError {
    node.fails(Problem::EmptyNode {
        node: node.shape.name,
        accepted,
    })
}

fn quotation(node: &Opened) -> Result<Quotation, DocumentError> {
    let mut paragraphs = Vec::new();
    let mut attribution = None;
    for (index, value) in node.members("content")?.iter().enumerate() {
        let accepted: &[&str] = match (index, &attribution) {
            (0, _) => &["paragraph"],
            (_, None) => &["paragraph", "attribution"],
            (_, Some(_)) => &[],
        };
        let path = node.member_path("content", index);
        let member = open(value, &path, node.shape.name, accepted)?;
        if member.shape.name == "attribution" {
            attribution = Some(inlines(&member)?);
        } else {
            paragraphs.push(inlines(&member)?);
        }
    }
    let paragraphs = OneOrMore::from_vec(paragraphs).ok_or_else(|| empty(node, &["paragraph"]))?;
    Ok(Quotation {
        paragraphs,
        attribution,
    })
}

fn figure(node: &Opened) -> Result<Figure, DocumentError> {
    Ok(Figure {
        source: ImageSource::parse(node.string("src")?)
            .map_err(|error| node.attribute_fails("src", error))?,
        alternative: Line::new(node.string("alt")?),
        width: node.number("width", PIXELS, Pixels::new)?,
        height: node.number("height", PIXELS, Pixels::new)?,
        credit: Line::new(node.string_or_empty("credit")?),
        caption: inlines(node)?,
    })
}

fn row(node: &Opened) -> Result<TableRow, DocumentError> {
    one_or_more(node, &["table_cell", "table_header"], cell)
}

fn cell(node: &Opened) -> Result<Cell, DocumentError> {
    let span = |name| {
        node.optional_number(name, SPAN, Span::new)
            .map(|span| span.unwrap_or(Span::ONE))
    };
    let extent = CellSpan::new(span("colspan")?, span("rowspan")?);
    let widths = node.numbers_or_null("colwidth", "null or an array of whole numbers")?;
    Ok(Cell {
        kind: if node.shape.name == "table_header" {
            CellKind::Header
        } else {
            CellKind::Data
        },
        span: match widths {
            None => extent,
            Some(widths) => extent
                .with_column_widths(widths)
                .map_err(|error| node.attribute_fails("colwidth", error))?,
        },
        paragraphs: one_or_more(node, &["paragraph"], paragraph)?,
    })
}

fn paragraph(node: &Opened) -> Result<Inlines, DocumentError> {
    inlines(node)
}
