use super::{Block, Cell, Document, Figure, Heading, Inline, Inlines, Line, Link, Quotation, Text};
use super::{Marks, Table};
use crate::LanguageTag;

/// Turns words into other words; the tag is that of the run, nothing where the article's own
/// language goes on.
type Convert<'a> = dyn FnMut(&str, Option<&LanguageTag>) -> String + 'a;

impl Document {
    /// The same body with all its words changed and nothing else: for another script of the same
    /// language, for hyphenation, for typographic correction.
    ///
    /// `convert` gets a run of words with the same marks and its language mark, in reading order,
    /// and the alternative text, credits and titles of links. A run may be a part of a word where a
    /// mark begins or ends inside it. Addresses and language tags stay as they are; a run that
    /// becomes empty goes.
    ///
    /// ```
    /// use document::Document;
    ///
    /// let body = Document::from_paragraphs(["тілші".to_owned()]);
    /// let upper = body.map_words(&mut |words, _| words.to_uppercase());
    /// assert_eq!(upper.plain_text(), "ТІЛШІ");
    /// ```
    #[must_use]
    pub fn map_words(&self, convert: &mut Convert) -> Self {
        Self::new(self.blocks().map(|block| map_block(block, convert)))
    }
}

fn map_block(block: &Block, convert: &mut Convert) -> Block {
    match block {
        Block::Paragraph(content) => Block::Paragraph(map_inlines(content, convert)),
        Block::Heading(heading) => Block::Heading(Heading {
            level: heading.level,
            content: map_inlines(&heading.content, convert),
        }),
        Block::List(list) => {
            Block::List(list.map_inlines(&mut |content| map_inlines(content, convert)))
        }
        Block::Quotation(quotation) => Block::Quotation(map_quotation(quotation, convert)),
        Block::PullQuote(quotation) => Block::PullQuote(map_quotation(quotation, convert)),
        Block::Figure(figure) => Block::Figure(map_figure(figure, convert)),
        Block::Gallery(figures) => {
            Block::Gallery(figures.map(|figure| map_figure(figure, convert)))
        }
        Block::Table(table) => Block::Table(Table {
            rows: table.rows.map(|row| {
                row.map(|cell| Cell {
                    kind: cell.kind,
                    span: cell.span.clone(),
                    paragraphs: cell.paragraphs.map(|content| map_inlines(content, convert)),
                })
            }),
        }),
        Block::HorizontalRule => Block::HorizontalRule,
        Block::Embed(embed) => Block::Embed(embed.clone()),
    }
}

fn map_quotation(quotation: &Quotation, convert: &mut Convert) -> Quotation {
    Quotation {
        paragraphs: quotation
            .paragraphs
            .map(|content| map_inlines(content, convert)),
        attribution: quotation
            .attribution
            .as_ref()
            .map(|content| map_inlines(content, convert)),
    }
}

fn map_figure(figure: &Figure, convert: &mut Convert) -> Figure {
    Figure {
        source: figure.source.clone(),
        alternative: Line::new(&convert(figure.alternative.as_str(), None)),
        width: figure.width,
        height: figure.height,
        caption: map_inlines(&figure.caption, convert),
        credit: Line::new(&convert(figure.credit.as_str(), None)),
    }
}

fn map_inlines(content: &Inlines, convert: &mut Convert) -> Inlines {
    content
        .iter()
        .filter_map(|inline| match inline {
            Inline::Text { text, marks } => {
                let converted = convert(text.as_str(), marks.language.as_ref());
                Text::new(&converted).map(|text| Inline::Text {
                    text,
                    marks: map_marks(marks, convert),
                })
            }
            Inline::HardBreak { marks } => Some(Inline::HardBreak {
                marks: map_marks(marks, convert),
            }),
        })
        .collect()
}

fn map_marks(marks: &Marks, convert: &mut Convert) -> Marks {
    let link = marks.link.as_ref().map(|link| match link.title() {
        Some(title) => {
            Link::new(link.href().clone()).with_title(&convert(title, marks.language.as_ref()))
        }
        None => link.clone(),
    });
    Marks {
        link,
        ..marks.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_change_everywhere_and_the_tree_does_not() {
        let json = serde_json::json!({"type": "doc", "content": [
            {"type": "heading", "attrs": {"level": 2}, "content": [{"type": "text", "text": "б"}]},
            {"type": "bullet_list", "content": [{"type": "list_item", "content": [
                {"type": "paragraph", "content": [{"type": "text", "text": "т"}]},
                {"type": "ordered_list", "attrs": {"order": 3}, "content": [{"type": "list_item",
                    "content": [{"type": "paragraph", "content": [{"type": "text", "text": "і"}]}]}]},
            ]}]},
            {"type": "blockquote", "content": [
                {"type": "paragraph", "content": [{"type": "text", "text": "д"}]},
                {"type": "attribution", "content": [{"type": "text", "text": "а"}]}]},
            {"type": "figure", "attrs": {"src": "/media/a/b.jpg", "alt": "ә", "width": 3, "height": 2,
                "credit": "с"}, "content": [{"type": "text", "text": "к"}]},
            {"type": "table", "content": [{"type": "table_row", "content": [{"type": "table_cell",
                "attrs": {"colspan": 1, "rowspan": 1, "colwidth": [90]},
                "content": [{"type": "paragraph", "content": [{"type": "text", "text": "ұ"}]}]}]}]},
            {"type": "embed", "attrs": {"url": "https://t.me/tilshi/1"}},
            {"type": "paragraph", "content": [
                {"type": "text", "text": "x", "marks": [
                    {"type": "link", "attrs": {"href": "/a", "title": "т"}},
                    {"type": "language", "attrs": {"lang": "en"}}]},
                {"type": "hard_break"},
                {"type": "text", "text": "б"}]},
        ]});
        let body = Document::from_value(&json).unwrap();
        let changed = body.map_words(&mut |words, language| match language {
            Some(language) => format!("{words}{}", language.as_str()),
            None => words.to_uppercase(),
        });
        let expected = json
            .to_string()
            .replace("\"text\":\"x\"", "\"text\":\"xen\"")
            .replace("\"title\":\"т\"", "\"title\":\"тen\"");
        let expected =
            ["б", "т", "і", "д", "а", "ә", "с", "к", "ұ"]
                .iter()
                .fold(expected, |json, letter| {
                    json.replace(
                        &format!("\"{letter}\""),
                        &format!("\"{}\"", letter.to_uppercase()),
                    )
                });
        assert_eq!(changed, Document::from_json(&expected).unwrap());
    }
}
