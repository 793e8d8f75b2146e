//! From JSON to the tree: running text and its marks.

use super::error::{DocumentError, Problem};
use super::node::{Opened, Shape, name_of};
use super::path::Path;
use super::read::open;
use crate::{Href, Inline, Inlines, LanguageTag, Link, Marks, Script, Text};
use serde_json::Value;

const MARK_FIELDS: &[&str] = &["type", "attrs"];

static MARKS: &[Shape] = &[
    Shape {
        name: "link",
        fields: MARK_FIELDS,
        attributes: &["href", "title"],
    },
    Shape {
        name: "language",
        fields: MARK_FIELDS,
        attributes: &["lang"],
    },
    plain("strong"),
    plain("em"),
    plain("strike"),
    plain("superscript"),
    plain("subscript"),
];

const fn plain(name: &'static str) -> Shape {
    Shape {
        name,
        fields: MARK_FIELDS,
        attributes: &[],
    }
}

/// The running text that is a node's content.
pub(super) fn inlines(node: &Opened) -> Result<Inlines, DocumentError> {
    let mut inlines = Inlines::default();
    for (index, value) in node.members("content")?.iter().enumerate() {
        let path = node.member_path("content", index);
        let inline = open(value, &path, node.shape.name, &["text", "hard_break"])?;
        let marks = marks(&inline)?;
        if inline.shape.name == "hard_break" {
            inlines.push(Inline::HardBreak { marks });
            continue;
        }
        let words = inline.text()?;
        if words.is_empty() {
            return Err(inline.fails(Problem::EmptyText));
        }
        // Words of nothing but control characters vanish: refusing them would stop an author from
        // saving because of something that cannot be seen.
        if let Some(text) = Text::new(words) {
            inlines.push(Inline::Text { text, marks });
        }
    }
    Ok(inlines)
}

fn marks(inline: &Opened) -> Result<Marks, DocumentError> {
    let mut marks = Marks::default();
    let mut seen: Vec<&'static str> = Vec::new();
    for (index, value) in inline.members("marks")?.iter().enumerate() {
        let path = inline.member_path("marks", index);
        let mark = open_mark(value, &path)?;
        let name = mark.shape.name;
        if let Some(other) = seen.iter().find(|other| excludes(name, other)) {
            return Err(mark.fails(Problem::ConflictingMark { mark: name, other }));
        }
        seen.push(name);
        match name {
            "link" => marks.link = Some(link(&mark)?),
            "language" => {
                let tag = LanguageTag::parse(mark.string("lang")?)
                    .map_err(|error| mark.attribute_fails("lang", error))?;
                marks.language = Some(tag);
            }
            "strong" => marks.strong = true,
            "em" => marks.em = true,
            "strike" => marks.strike = true,
            "superscript" => marks.script = Some(Script::Superscript),
            _ => marks.script = Some(Script::Subscript),
        }
    }
    Ok(marks)
}

fn open_mark<'a>(value: &'a Value, path: &'a Path<'a>) -> Result<Opened<'a>, DocumentError> {
    let name = name_of(value, "mark", path)?;
    let shape = MARKS
        .iter()
        .find(|shape| shape.name == name)
        .ok_or_else(|| {
            Problem::UnknownMark {
                mark: crate::characters::beginning(name, 40),
            }
            .at(path)
        })?;
    Opened::open(value, shape, path)
}

fn excludes(one: &str, other: &str) -> bool {
    let raised_or_lowered = |name| matches!(name, "superscript" | "subscript");
    one == other || (raised_or_lowered(one) && raised_or_lowered(other))
}

fn link(mark: &Opened) -> Result<Link, DocumentError> {
    let href =
        Href::parse(mark.string("href")?).map_err(|error| mark.attribute_fails("href", error))?;
    let link = Link::new(href);
    Ok(match mark.string_or_null("title")? {
        Some(title) => link.with_title(title),
        None => link,
    })
}
