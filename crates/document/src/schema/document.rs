use super::{Block, Figure, Inlines, List, ListItemBlock, OneOrMore};
use crate::Embed;

/// The body of an article: one block or more. The default is one empty paragraph.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Document {
    blocks: OneOrMore<Block>,
}

impl Document {
    /// A body of these blocks.
    #[must_use]
    pub fn new(blocks: OneOrMore<Block>) -> Self {
        Self { blocks }
    }

    /// A body of plain paragraphs. A line end within one becomes a hard break, blank ones are left
    /// out; the default body if nothing remains.
    ///
    /// ```
    /// use document::Document;
    ///
    /// let body = Document::from_paragraphs(["Бірінші.".to_owned(), String::new(), "Екінші.".to_owned()]);
    /// assert_eq!(body.blocks().len(), 2);
    /// assert_eq!(Document::from_paragraphs([]), Document::default());
    /// ```
    #[must_use]
    pub fn from_paragraphs(paragraphs: impl IntoIterator<Item = String>) -> Self {
        let blocks = paragraphs
            .into_iter()
            .map(|words| Inlines::from_plain(words.trim()))
            .filter(|content| !content.is_blank())
            .map(Block::Paragraph)
            .collect();
        OneOrMore::from_vec(blocks).map_or_else(Self::default, Self::new)
    }

    /// The blocks in order.
    #[must_use]
    pub fn blocks(&self) -> &OneOrMore<Block> {
        &self.blocks
    }

    /// The blocks as a value of their own.
    #[must_use]
    pub fn into_blocks(self) -> OneOrMore<Block> {
        self.blocks
    }

    /// Every picture in order, those of galleries too.
    pub fn figures(&self) -> impl Iterator<Item = &Figure> {
        self.blocks.iter().flat_map(|block| match block {
            Block::Figure(figure) => std::slice::from_ref(figure),
            Block::Gallery(figures) => figures,
            _ => &[],
        })
    }

    /// Every embed in order.
    pub fn embeds(&self) -> impl Iterator<Item = &Embed> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Embed(embed) => Some(embed),
            _ => None,
        })
    }

    /// Every running text in reading order: paragraphs, headings, items, quotes, attributions,
    /// captions, cells.
    #[must_use]
    pub fn inlines(&self) -> Vec<&Inlines> {
        let mut found = Vec::new();
        for block in &self.blocks {
            match block {
                Block::Paragraph(content) => found.push(content),
                Block::Heading(heading) => found.push(&heading.content),
                Block::List(list) => collect_from_list(list, &mut found),
                Block::Quotation(quotation) | Block::PullQuote(quotation) => {
                    found.extend(&quotation.paragraphs);
                    found.extend(&quotation.attribution);
                }
                Block::Figure(figure) => found.push(&figure.caption),
                Block::Gallery(figures) => {
                    found.extend(figures.iter().map(|figure| &figure.caption));
                }
                Block::Table(table) => found.extend(
                    table
                        .rows
                        .iter()
                        .flat_map(|row| row.iter())
                        .flat_map(|cell| &cell.paragraphs),
                ),
                Block::HorizontalRule | Block::Embed(_) => {}
            }
        }
        found
    }

    /// Whether a reader would see nothing: no words, picture, embed or rule.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        let only_words = self.blocks.iter().all(|block| {
            !matches!(
                block,
                Block::Figure(_) | Block::Gallery(_) | Block::Embed(_) | Block::HorizontalRule
            )
        });
        only_words && self.inlines().into_iter().all(Inlines::is_blank)
    }
}

impl Default for Document {
    fn default() -> Self {
        Self::new(OneOrMore::one(Block::Paragraph(Inlines::default())))
    }
}

fn collect_from_list<'a>(list: &'a List, found: &mut Vec<&'a Inlines>) {
    for item in list.items() {
        found.push(&item.first);
        for block in &item.rest {
            match block {
                ListItemBlock::Paragraph(content) => found.push(content),
                ListItemBlock::List(list) => collect_from_list(list, found),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_and_embeds_are_found_in_order_wherever_they_stand() {
        let body = Document::from_json(include_str!("../../fixtures/valid/pictures.json")).unwrap();
        let sources: Vec<_> = body
            .figures()
            .map(|figure| figure.source.as_str())
            .collect();
        assert_eq!(
            sources,
            [
                "/media/3f7a/dala.jpg",
                "https://example.kz/a.png",
                "/media/1/a.jpg",
                "/media/1/a.jpg",
                "/media/1/b.jpg"
            ]
        );
        let body = Document::from_json(include_str!("../../fixtures/valid/embeds.json")).unwrap();
        let providers: Vec<_> = body.embeds().map(Embed::provider).collect();
        assert_eq!(providers, crate::Provider::ALL);
    }

    #[test]
    fn running_texts_come_in_reading_order() {
        let body = Document::from_json(include_str!("../../fixtures/valid/lists.json")).unwrap();
        let texts: Vec<String> = body.inlines().into_iter().map(Inlines::to_plain).collect();
        let expected = [
            "бірінші",
            "екінші",
            "жалғасы",
            "ішкі",
            "терең",
            "бір",
            "екі",
            "",
        ];
        assert_eq!(texts, expected);
    }

    #[test]
    fn blank_is_what_shows_nothing() {
        assert!(Document::default().is_blank());
        assert!(Document::from_paragraphs(["  \n".to_owned()]).is_blank());
        assert!(!Document::from_paragraphs(["а".to_owned()]).is_blank());
        let rule = Document::new(OneOrMore::one(Block::HorizontalRule));
        assert!(!rule.is_blank());
    }
}
