//! Blocks.

use super::inlines::{is_dialogue, render};
use super::options::HtmlOptions;
use super::table;
use super::writer::Writer;
use crate::{
    Block, Document, Embed, Figure, HeadingLevel, Inlines, List, ListItemBlock, ListKind, Quotation,
};

pub(super) struct Renderer<'a> {
    pub(super) options: &'a HtmlOptions<'a>,
    pub(super) writer: Writer,
    galleries: usize,
    tables: usize,
}

impl<'a> Renderer<'a> {
    pub fn new(options: &'a HtmlOptions<'a>) -> Self {
        Self {
            options,
            writer: Writer::default(),
            galleries: 0,
            tables: 0,
        }
    }

    pub fn render(mut self, document: &Document) -> String {
        for block in document.blocks() {
            if is_shown(block) {
                if !self.writer.is_empty() {
                    self.writer.line_end();
                }
                self.block(block);
            }
        }
        self.writer.finish()
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph(content) => self.paragraph(content),
            Block::Heading(heading) => {
                let element = match heading.level {
                    HeadingLevel::Two => "h2",
                    HeadingLevel::Three => "h3",
                    HeadingLevel::Four => "h4",
                };
                self.around(element, &[], &heading.content);
            }
            Block::List(list) => self.list(list),
            Block::Quotation(quotation) => self.quotation(quotation, &[], "footer"),
            Block::PullQuote(quotation) => {
                self.quotation(quotation, &[("class", "pull")], "cite");
            }
            Block::Figure(figure) => self.figure(figure),
            Block::Gallery(figures) => {
                self.galleries += 1;
                let label = (self.options.labels.gallery)(self.galleries);
                self.writer.open(
                    "div",
                    &[
                        ("class", "gallery"),
                        ("role", "group"),
                        ("aria-label", &label),
                    ],
                );
                for figure in figures {
                    self.figure(figure);
                }
                self.writer.close("div");
            }
            Block::Table(content) => {
                self.tables += 1;
                let label = (self.options.labels.table)(self.tables);
                table::render(self, content, &label);
            }
            Block::HorizontalRule => self.writer.open("hr", &[]),
            Block::Embed(embed) => self.embed(embed),
        }
    }

    /// An element around running text.
    fn around(
        &mut self,
        element: &'static str,
        attributes: &[(&'static str, &str)],
        content: &Inlines,
    ) {
        self.writer.open(element, attributes);
        render(content, self.options, &mut self.writer);
        self.writer.close(element);
    }

    pub(super) fn paragraph(&mut self, content: &Inlines) {
        let dialogue: &[(&str, &str)] = if is_dialogue(content) {
            &[("class", "dialogue")]
        } else {
            &[]
        };
        self.around("p", dialogue, content);
    }

    fn list(&mut self, list: &List) {
        let element = match list.kind() {
            ListKind::Bullet => {
                self.writer.open("ul", &[]);
                "ul"
            }
            ListKind::Ordered { start } if start.get() == 1 => {
                self.writer.open("ol", &[]);
                "ol"
            }
            ListKind::Ordered { start } => {
                self.writer.open("ol", &[("start", &start.to_string())]);
                "ol"
            }
        };
        for item in list.items() {
            self.writer.open("li", &[]);
            self.paragraph(&item.first);
            for block in &item.rest {
                match block {
                    ListItemBlock::Paragraph(content) => self.paragraph(content),
                    ListItemBlock::List(list) => self.list(list),
                }
            }
            self.writer.close("li");
        }
        self.writer.close(element);
    }

    fn quotation(
        &mut self,
        quotation: &Quotation,
        attributes: &[(&'static str, &str)],
        attribution_element: &'static str,
    ) {
        self.writer.open("blockquote", attributes);
        for paragraph in &quotation.paragraphs {
            self.paragraph(paragraph);
        }
        if let Some(attribution) = &quotation.attribution
            && !attribution.is_blank()
        {
            self.around(attribution_element, &[], attribution);
        }
        self.writer.close("blockquote");
    }

    fn figure(&mut self, figure: &Figure) {
        self.writer.open("figure", &[]);
        self.image(figure);
        let has_caption = !figure.caption.is_blank();
        let has_credit = !figure.credit.is_blank();
        if has_caption || has_credit {
            self.writer.open("figcaption", &[]);
            if has_caption {
                render(&figure.caption, self.options, &mut self.writer);
            }
            if has_caption && has_credit {
                self.writer.text(" ");
            }
            if has_credit {
                self.writer.open("small", &[("class", "credit")]);
                self.writer.text(figure.credit.as_str());
                self.writer.close("small");
            }
            self.writer.close("figcaption");
        }
        self.writer.close("figure");
    }

    fn image(&mut self, figure: &Figure) {
        let source = self.options.address(figure.source.as_str());
        let width = figure.width.to_string();
        let height = figure.height.to_string();
        let mut attributes = vec![("src", source.as_str())];
        let (sizes, candidates) = self
            .options
            .responsive_images
            .map(|images| (images.sizes, (images.candidates)(&figure.source)))
            .unwrap_or_default();
        let candidates: Vec<String> = candidates
            .iter()
            .map(|candidate| {
                let address = self.options.address(candidate.source.as_str());
                format!("{address} {}w", candidate.width)
            })
            .collect();
        let source_set = candidates.join(", ");
        if !source_set.is_empty() {
            attributes.extend([("srcset", source_set.as_str()), ("sizes", sizes)]);
        }
        attributes.extend([
            ("alt", figure.alternative.as_str()),
            ("width", &width),
            ("height", &height),
            ("loading", "lazy"),
            ("decoding", "async"),
        ]);
        self.writer.open("img", &attributes);
    }

    fn embed(&mut self, embed: &Embed) {
        let labels = &self.options.labels;
        let name = (labels.embed_name)(embed.provider());
        let label = (labels.open_embed)(embed.provider());
        let note = (labels.embed_note)(embed.provider());
        self.writer.open(
            "figure",
            &[
                ("class", "embed"),
                ("data-provider", embed.provider().key()),
                ("data-embed", embed.frame_url()),
                ("aria-label", &name),
            ],
        );
        self.writer
            .open("a", &[("href", embed.url()), ("rel", "noopener")]);
        self.writer.text(&label);
        self.writer.close("a");
        self.writer.open("figcaption", &[]);
        self.writer.text(&note);
        self.writer.close("figcaption");
        self.writer.close("figure");
    }
}

/// Blank paragraphs are how people make space; a style sheet does it better. A blank heading is a
/// stumbling block for a screen reader.
fn is_shown(block: &Block) -> bool {
    match block {
        Block::Paragraph(content) => !content.is_blank(),
        Block::Heading(heading) => !heading.content.is_blank(),
        _ => true,
    }
}
