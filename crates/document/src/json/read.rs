//! From JSON to the tree: which node may stand where.

use super::error::{DocumentError, Problem};
use super::node::{Opened, Shape, name_of};
use super::path::Path;
use super::{NODE_NAMES, read_blocks};
use crate::{Document, OneOrMore};
use serde_json::Value;

const NODE_FIELDS: &[&str] = &["type", "attrs", "content"];
const LEAF_FIELDS: &[&str] = &["type", "attrs"];

macro_rules! shapes {
    ($($constant:ident = $name:literal, $fields:expr, $attributes:expr;)*) => {
        $(pub(super) static $constant: Shape =
            Shape { name: $name, fields: $fields, attributes: $attributes };)*
        static SHAPES: &[&Shape] = &[$(&$constant),*];
    };
}

shapes! {
    DOC = "doc", NODE_FIELDS, &[];
    PARAGRAPH = "paragraph", NODE_FIELDS, &[];
    HEADING = "heading", NODE_FIELDS, &["level"];
    BULLET_LIST = "bullet_list", NODE_FIELDS, &[];
    ORDERED_LIST = "ordered_list", NODE_FIELDS, &["order"];
    LIST_ITEM = "list_item", NODE_FIELDS, &[];
    BLOCKQUOTE = "blockquote", NODE_FIELDS, &[];
    PULL_QUOTE = "pull_quote", NODE_FIELDS, &[];
    ATTRIBUTION = "attribution", NODE_FIELDS, &[];
    FIGURE = "figure", NODE_FIELDS, &["src", "alt", "width", "height", "credit"];
    GALLERY = "gallery", NODE_FIELDS, &[];
    TABLE = "table", NODE_FIELDS, &[];
    TABLE_ROW = "table_row", NODE_FIELDS, &[];
    TABLE_CELL = "table_cell", NODE_FIELDS, &["colspan", "rowspan", "colwidth"];
    TABLE_HEADER = "table_header", NODE_FIELDS, &["colspan", "rowspan", "colwidth"];
    HORIZONTAL_RULE = "horizontal_rule", LEAF_FIELDS, &[];
    EMBED = "embed", LEAF_FIELDS, &["url"];
    TEXT = "text", &["type", "text", "marks"], &[];
    HARD_BREAK = "hard_break", &["type", "attrs", "marks"], &[];
}

/// Opens a value as one of the nodes accepted at its place.
///
/// `attrs` without members is accepted where a node has none: it says nothing.
pub(super) fn open<'a>(
    value: &'a Value,
    path: &'a Path<'a>,
    parent: &'static str,
    accepted: &'static [&'static str],
) -> Result<Opened<'a>, DocumentError> {
    let name = name_of(value, "node", path)?;
    let Some(shape) = SHAPES.iter().find(|shape| shape.name == name) else {
        let accepted = if accepted.is_empty() {
            &NODE_NAMES
        } else {
            accepted
        };
        return Err(Problem::UnknownNode {
            node: crate::characters::beginning(name, 40),
            accepted,
        }
        .at(path));
    };
    if !accepted.contains(&shape.name) {
        return Err(Problem::MisplacedNode {
            node: shape.name,
            parent,
            accepted,
        }
        .at(path));
    }
    Opened::open(value, shape, path)
}

/// Reads the content of a node that needs at least one member.
pub(super) fn one_or_more<T>(
    node: &Opened,
    accepted: &'static [&'static str],
    read: impl Fn(&Opened) -> Result<T, DocumentError>,
) -> Result<OneOrMore<T>, DocumentError> {
    let members = node
        .members("content")?
        .iter()
        .enumerate()
        .map(|(index, value)| {
            let path = node.member_path("content", index);
            read(&open(value, &path, node.shape.name, accepted)?)
        })
        .collect::<Result<Vec<_>, _>>()?;
    OneOrMore::from_vec(members).ok_or_else(|| {
        node.fails(Problem::EmptyNode {
            node: node.shape.name,
            accepted,
        })
    })
}

pub(super) fn document(value: &Value) -> Result<Document, DocumentError> {
    let node = open(value, &Path::Root, "the document", &["doc"])?;
    one_or_more(&node, read_blocks::BLOCKS, read_blocks::block).map(Document::new)
}
