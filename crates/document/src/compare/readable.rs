use crate::{Block, Figure, Inlines, List, ListItemBlock, Table};

impl Block {
    /// Everything in the block that can be read, for a comparison or a list of what was removed.
    ///
    /// More than [`Document::plain_text`](crate::Document::plain_text) has, because all of it can be
    /// changed: a picture gives its caption, alternative text, credit and address on lines of their
    /// own (those that are there), an embed its address. Paragraphs and items of lists are lines,
    /// without bullets and numbers; so are rows of tables, with their cells separated by tabs. A
    /// rule gives nothing.
    ///
    /// ```
    /// use document::{Block, Embed};
    ///
    /// let embed = Block::Embed(Embed::parse("https://t.me/tilshi/5").unwrap());
    /// assert_eq!(embed.readable(), "https://t.me/tilshi/5");
    /// ```
    #[must_use]
    pub fn readable(&self) -> String {
        let mut lines = Vec::new();
        match self {
            Self::Paragraph(content) => lines.push(content.to_plain()),
            Self::Heading(heading) => lines.push(heading.content.to_plain()),
            Self::List(content) => list(content, &mut lines),
            Self::Quotation(quotation) | Self::PullQuote(quotation) => {
                lines.extend(quotation.paragraphs.iter().map(Inlines::to_plain));
                lines.extend(quotation.attribution.iter().map(Inlines::to_plain));
            }
            Self::Figure(content) => figure(content, &mut lines),
            Self::Gallery(figures) => figures.iter().for_each(|each| figure(each, &mut lines)),
            Self::Table(content) => table(content, &mut lines),
            Self::HorizontalRule => {}
            Self::Embed(embed) => lines.push(embed.url().to_owned()),
        }
        lines.join("\n")
    }
}

fn list(list: &List, lines: &mut Vec<String>) {
    for item in list.items() {
        lines.push(item.first.to_plain());
        for block in &item.rest {
            match block {
                ListItemBlock::Paragraph(content) => lines.push(content.to_plain()),
                ListItemBlock::List(nested) => self::list(nested, lines),
            }
        }
    }
}

fn figure(figure: &Figure, lines: &mut Vec<String>) {
    let words = [
        figure.caption.to_plain(),
        figure.alternative.as_str().to_owned(),
        figure.credit.as_str().to_owned(),
        figure.source.as_str().to_owned(),
    ];
    lines.extend(words.into_iter().filter(|words| !words.is_empty()));
}

/// A cell is one field of a line, so line ends and tabs within it become spaces.
fn table(table: &Table, lines: &mut Vec<String>) {
    lines.extend(table.rows.iter().map(|row| {
        let cells: Vec<String> = row
            .iter()
            .map(|cell| {
                let paragraphs: Vec<String> =
                    cell.paragraphs.iter().map(Inlines::to_plain).collect();
                paragraphs.join(" ").replace(['\n', '\t'], " ")
            })
            .collect();
        cells.join("\t")
    }));
}
