//! A JSON object opened as a node or a mark: its name known, its fields and attributes checked.

use super::error::{DocumentError, Problem};
use super::path::Path;
use crate::characters::beginning;
use serde_json::{Map, Value};

/// What a kind of node or mark may have.
pub(super) struct Shape {
    pub name: &'static str,
    pub fields: &'static [&'static str],
    pub attributes: &'static [&'static str],
}

/// A node or mark whose fields and attributes are all known ones.
pub(super) struct Opened<'a> {
    pub shape: &'static Shape,
    object: &'a Map<String, Value>,
    path: &'a Path<'a>,
}

/// The name of the node or mark that a value is.
pub(super) fn name_of<'a>(
    value: &'a Value,
    what: &'static str,
    path: &Path,
) -> Result<&'a str, DocumentError> {
    let object = value
        .as_object()
        .ok_or_else(|| Problem::wrong_type(&format!("a {what} object"), value).at(path))?;
    match object.get("type") {
        None => Err(Problem::MissingField {
            owner: format!("the {what}"),
            field: "type",
        }
        .at(path)),
        Some(Value::String(name)) => Ok(name),
        Some(other) => {
            Err(Problem::wrong_type(&format!("the name of a {what}"), other)
                .at(&path.field("type")))
        }
    }
}

impl<'a> Opened<'a> {
    /// Opens a value that is known to be of a shape and refuses fields and attributes beyond it.
    pub fn open(
        value: &'a Value,
        shape: &'static Shape,
        path: &'a Path<'a>,
    ) -> Result<Self, DocumentError> {
        let object = value
            .as_object()
            .ok_or_else(|| Problem::wrong_type("an object", value).at(path))?;
        if let Some(field) = object
            .keys()
            .find(|field| !shape.fields.contains(&field.as_str()))
        {
            return Err(Problem::UnknownField {
                owner: shape.name,
                field: beginning(field, 40),
                accepted: shape.fields,
            }
            .at(path));
        }
        let opened = Self {
            shape,
            object,
            path,
        };
        if let Some(attribute) = opened.attributes()?.and_then(|attributes| {
            attributes
                .keys()
                .find(|name| !shape.attributes.contains(&name.as_str()))
        }) {
            return Err(Problem::UnknownAttribute {
                owner: shape.name,
                attribute: beginning(attribute, 40),
                accepted: shape.attributes,
            }
            .at(&path.field("attrs")));
        }
        Ok(opened)
    }

    /// The problem at this node's own place.
    pub fn fails(&self, problem: impl Into<Problem>) -> DocumentError {
        problem.into().at(self.path)
    }

    /// The problem at one of its attributes.
    pub fn attribute_fails(&self, name: &str, problem: impl Into<Problem>) -> DocumentError {
        problem.into().at(&self.path.field("attrs").field(name))
    }

    /// The members of an array field, none if the field is missing.
    pub fn members(&self, field: &str) -> Result<&'a [Value], DocumentError> {
        match self.object.get(field) {
            None => Ok(&[]),
            Some(Value::Array(members)) => Ok(members),
            Some(other) => Err(Problem::wrong_type("an array", other).at(&self.path.field(field))),
        }
    }

    /// The `text` of a text node.
    pub fn text(&self) -> Result<&'a str, DocumentError> {
        match self.object.get("text") {
            None => Err(self.fails(Problem::MissingField {
                owner: self.shape.name.to_owned(),
                field: "text",
            })),
            Some(Value::String(text)) => Ok(text),
            Some(other) => Err(Problem::wrong_type("a string", other).at(&self.path.field("text"))),
        }
    }

    /// The place of a member of one of its array fields.
    pub fn member_path(&self, field: &'a str, index: usize) -> Path<'a> {
        self.path.member(field, index)
    }

    /// A string attribute.
    pub fn string(&self, name: &'static str) -> Result<&'a str, DocumentError> {
        match self.attribute(name)? {
            Some(Value::String(text)) => Ok(text),
            Some(other) => Err(self.attribute_fails(name, Problem::wrong_type("a string", other))),
            None => Err(self.missing(name, "a string")),
        }
    }

    /// A string attribute that is empty by default.
    pub fn string_or_empty(&self, name: &'static str) -> Result<&'a str, DocumentError> {
        match self.attribute(name)? {
            None => Ok(""),
            Some(_) => self.string(name),
        }
    }

    /// A string attribute that is null by default.
    pub fn string_or_null(&self, name: &'static str) -> Result<Option<&'a str>, DocumentError> {
        match self.attribute(name)? {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)),
            Some(other) => {
                Err(self.attribute_fails(name, Problem::wrong_type("a string or null", other)))
            }
        }
    }

    /// A whole number attribute, made into a value by `convert`; `expected` tells the range.
    pub fn number<T>(
        &self,
        name: &'static str,
        expected: &str,
        convert: impl Fn(u32) -> Option<T>,
    ) -> Result<T, DocumentError> {
        self.optional_number(name, expected, convert)?
            .ok_or_else(|| self.missing(name, expected))
    }

    /// The same for an attribute with a default, nothing if it is missing.
    pub fn optional_number<T>(
        &self,
        name: &'static str,
        expected: &str,
        convert: impl Fn(u32) -> Option<T>,
    ) -> Result<Option<T>, DocumentError> {
        self.attribute(name)?
            .map(|value| {
                whole_number(value)
                    .and_then(&convert)
                    .ok_or_else(|| self.attribute_fails(name, Problem::wrong_type(expected, value)))
            })
            .transpose()
    }

    /// An attribute that is null by default or an array of whole numbers.
    pub fn numbers_or_null(
        &self,
        name: &'static str,
        expected: &str,
    ) -> Result<Option<Vec<u32>>, DocumentError> {
        let value = match self.attribute(name)? {
            None | Some(Value::Null) => return Ok(None),
            Some(value) => value,
        };
        let numbers = value
            .as_array()
            .ok_or_else(|| self.attribute_fails(name, Problem::wrong_type(expected, value)))?;
        numbers
            .iter()
            .map(|number| {
                whole_number(number).ok_or_else(|| {
                    self.attribute_fails(name, Problem::wrong_type(expected, number))
                })
            })
            .collect::<Result<_, _>>()
            .map(Some)
    }

    fn missing(&self, name: &'static str, expected: &str) -> DocumentError {
        self.fails(Problem::MissingAttribute {
            owner: self.shape.name,
            attribute: name,
            expected: expected.to_owned(),
        })
    }

    fn attribute(&self, name: &str) -> Result<Option<&'a Value>, DocumentError> {
        Ok(self
            .attributes()?
            .and_then(|attributes| attributes.get(name)))
    }

    fn attributes(&self) -> Result<Option<&'a Map<String, Value>>, DocumentError> {
        match self.object.get("attrs") {
            None => Ok(None),
            Some(Value::Object(attributes)) => Ok(Some(attributes)),
            Some(other) => {
                Err(Problem::wrong_type("an object", other).at(&self.path.field("attrs")))
            }
        }
    }
}

fn whole_number(value: &Value) -> Option<u32> {
    value.as_u64().and_then(|number| u32::try_from(number).ok())
}
