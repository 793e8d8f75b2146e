//! ProseMirror's JSON in and out.

mod error;
mod node;
mod path;
mod read;
mod read_blocks;
mod read_inlines;
#[cfg(test)]
mod tests;
mod write;

pub use error::{DocumentError, Problem};

use crate::Document;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

/// The names of all nodes, so that a test of the editor's schema can compare.
pub const NODE_NAMES: [&str; 19] = [
    "doc",
    "paragraph",
    "heading",
    "bullet_list",
    "ordered_list",
    "list_item",
    "blockquote",
    "pull_quote",
    "attribution",
    "figure",
    "gallery",
    "table",
    "table_row",
    "table_cell",
    "table_header",
    "horizontal_rule",
    "embed",
    "text",
    "hard_break",
];

/// The names of all marks in canonical order, from the outside in. The editor's schema declares
/// them in the same order, since ProseMirror sorts marks by it.
pub const MARK_NAMES: [&str; 7] = [
    "link",
    "language",
    "strong",
    "em",
    "strike",
    "superscript",
    "subscript",
];

impl Document {
    /// Reads the JSON that ProseMirror's `doc.toJSON()` gives.
    ///
    /// Attributes that have a default may be missing.
    ///
    /// # Errors
    /// The text is no JSON, or the tree is not one of the schema (see the crate's own page); the
    /// message names the place, the problem and what is accepted.
    pub fn from_json(json: &str) -> Result<Self, DocumentError> {
        let value: Value = serde_json::from_str(json).map_err(|error| DocumentError::Syntax {
            line: error.line(),
            column: error.column(),
            message: error.to_string(),
        })?;
        Self::from_value(&value)
    }

    /// Reads JSON that is already parsed; see [`Document::from_json`].
    ///
    /// # Errors
    /// The tree is not one of the schema.
    pub fn from_value(value: &Value) -> Result<Self, DocumentError> {
        read::document(value)
    }

    /// The JSON that ProseMirror's `schema.nodeFromJSON()` takes, with every attribute written out.
    #[must_use]
    pub fn to_json(&self) -> String {
        self.to_value().to_string()
    }

    /// The same as a value.
    #[must_use]
    pub fn to_value(&self) -> Value {
        write::document(self)
    }
}

/// As ProseMirror's JSON; only for formats that describe themselves, as JSON does.
impl Serialize for Document {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.to_value().serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Document {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = Value::deserialize(deserializer)?;
        Self::from_value(&value).map_err(D::Error::custom)
    }
}
