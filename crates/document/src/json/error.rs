use super::path::Path;
use crate::characters::beginning;
use crate::{AddressError, ColumnWidthsError, LanguageTagError, ListTooDeepError};
use serde_json::Value;
use thiserror::Error;

/// JSON was refused.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum DocumentError {
    /// The text is not JSON.
    #[error("the document is not JSON: {message}; accepted is what ProseMirror's toJSON() gives")]
    Syntax {
        /// The line of the fault, from 1.
        line: usize,
        /// The column of the fault, from 1.
        column: usize,
        /// What the JSON parser says, with line and column.
        message: String,
    },
    /// The JSON is not a document of this schema.
    #[error("{path}: {problem}")]
    Invalid {
        /// The place, such as `content[3].content[0].marks[1]`; `doc` for the whole.
        path: String,
        /// What is wrong there.
        problem: Problem,
    },
}

/// What is wrong at a place of the JSON.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Problem {
    /// A value has the wrong type or lies outside its range.
    #[error("must be {expected}, found {found}")]
    Type {
        /// The accepted values in words.
        expected: String,
        /// The value found, shortened.
        found: String,
    },
    /// A field that every such object has is not there.
    #[error("{owner} has no {field:?}")]
    MissingField {
        /// The node or mark.
        owner: String,
        /// The field.
        field: &'static str,
    },
    /// A node or mark has a field that it cannot have.
    #[error("{owner} cannot have {field:?}; accepted {}", accept(accepted))]
    UnknownField {
        /// The node or mark.
        owner: &'static str,
        /// The field.
        field: String,
        /// The fields it can have.
        accepted: &'static [&'static str],
    },
    /// There is no such node.
    #[error("unknown node {node:?}; accepted {}", accept(accepted))]
    UnknownNode {
        /// The name found.
        node: String,
        /// The nodes that can stand here.
        accepted: &'static [&'static str],
    },
    /// A node stands where it cannot.
    #[error("{node} cannot stand here in {parent}; accepted {}", accept(accepted))]
    MisplacedNode {
        /// The node found.
        node: &'static str,
        /// The node around it.
        parent: &'static str,
        /// The nodes that can stand here; none if the parent is complete.
        accepted: &'static [&'static str],
    },
    /// A node has no content but needs some.
    #[error("{node} is empty; accepted is one or more of {}", accepted.join(", "))]
    EmptyNode {
        /// The node.
        node: &'static str,
        /// The nodes it could hold first.
        accepted: &'static [&'static str],
    },
    /// A text node without text, which ProseMirror cannot hold.
    #[error("empty text; accepted is at least one character")]
    EmptyText,
    /// There is no such mark.
    #[error("unknown mark {mark:?}; accepted {}", accept(&super::MARK_NAMES))]
    UnknownMark {
        /// The name found.
        mark: String,
    },
    /// A mark is there twice, or with one that excludes it.
    #[error("mark {mark} beside {other}; accepted is one of them")]
    ConflictingMark {
        /// The later mark.
        mark: &'static str,
        /// The earlier one.
        other: &'static str,
    },
    /// A node or mark has an attribute that it does not know.
    #[error(
        "unknown attribute {attribute:?} of {owner}; accepted {}",
        accept(accepted)
    )]
    UnknownAttribute {
        /// The node or mark.
        owner: &'static str,
        /// The attribute found.
        attribute: String,
        /// The attributes it has.
        accepted: &'static [&'static str],
    },
    /// An attribute without default is not there.
    #[error("{owner} has no attribute {attribute:?}; accepted is {expected}")]
    MissingAttribute {
        /// The node or mark.
        owner: &'static str,
        /// The attribute.
        attribute: &'static str,
        /// The accepted values in words.
        expected: String,
    },
    /// The address of a link, picture or embed is refused.
    #[error(transparent)]
    Address(#[from] AddressError),
    /// A language tag is refused.
    #[error(transparent)]
    Language(#[from] LanguageTagError),
    /// Column widths do not fit the columns.
    #[error(transparent)]
    ColumnWidths(#[from] ColumnWidthsError),
    /// Lists stand too deep in one another.
    #[error(transparent)]
    ListTooDeep(#[from] ListTooDeepError),
}

impl Problem {
    /// The problem with its place.
    pub(super) fn at(self, path: &Path) -> DocumentError {
        DocumentError::Invalid {
            path: path.to_string(),
            problem: self,
        }
    }

    /// A value is not what was expected.
    pub(super) fn wrong_type(expected: &str, found: &Value) -> Self {
        Self::Type {
            expected: expected.to_owned(),
            found: describe(found),
        }
    }
}

/// A value in a few words, without flooding the message or passing on invisible characters.
fn describe(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(value) => value.to_string(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => format!("{:?}", beginning(text, 40)),
        Value::Array(_) => "an array".to_owned(),
        Value::Object(_) => "an object".to_owned(),
    }
}

fn accept(names: &[&str]) -> String {
    match names {
        [] => "is none".to_owned(),
        [name] => format!("is {name}"),
        _ => format!("are {}", names.join(", ")),
    }
}
