//! From what a browser sees back to the tree.

use crate::dom::{Element, Node};
use document::{
    Block, Cell, CellKind, CellSpan, Embed, Figure, Heading, HeadingLevel, Href, ImageSource,
    Inline, Inlines, LanguageTag, Line, Link, List, ListItem, ListItemBlock, ListKind, ListStart,
    Marks, OneOrMore, Pixels, Quotation, Script, Span, Table, TableRow, Text,
};

/// Reads HTML back into blocks and fails on anything that has no place there.
pub struct Reader<'a> {
    pub embed_label: &'a str,
    pub table_label: &'a str,
    pub gallery_label: &'a str,
    pub tables: usize,
    pub galleries: usize,
}

fn one_or_more<T>(members: Vec<T>) -> OneOrMore<T> {
    OneOrMore::from_vec(members).expect("at least one member")
}

impl Reader<'_> {
    pub fn blocks(&mut self, nodes: &[Node]) -> Vec<Block> {
        nodes
            .iter()
            .filter_map(|node| match node {
                Node::Element(element) => Some(self.block(element)),
                Node::Words(words) => {
                    assert_eq!(words, "\n", "words between blocks");
                    None
                }
            })
            .collect()
    }

    fn block(&mut self, element: &Element) -> Block {
        match element.name.as_str() {
            "p" => Block::Paragraph(paragraph(element)),
            "h2" => heading(element, HeadingLevel::Two),
            "h3" => heading(element, HeadingLevel::Three),
            "h4" => heading(element, HeadingLevel::Four),
            "ul" | "ol" => Block::List(list(element)),
            "blockquote" if element.attributes.is_empty() => {
                Block::Quotation(quotation(element, "footer"))
            }
            "blockquote" => {
                element.expect_attributes(&["class"]);
                assert_eq!(element.attribute("class"), "pull");
                Block::PullQuote(quotation(element, "cite"))
            }
            "figure" if element.attributes.is_empty() => Block::Figure(figure(element)),
            "figure" => self.embed(element),
            "div" => match element.attribute("class") {
                "gallery" => self.gallery(element),
                "table" => self.table(element),
                other => panic!("class {other}"),
            },
            "hr" => {
                element.expect_attributes(&[]);
                Block::HorizontalRule
            }
            other => panic!("<{other}> among the blocks"),
        }
    }

    fn gallery(&mut self, element: &Element) -> Block {
        self.galleries += 1;
        element.expect_attributes(&["class", "role", "aria-label"]);
        assert_eq!(element.attribute("role"), "group");
        let label = format!("{}{}", self.gallery_label, self.galleries);
        assert_eq!(element.attribute("aria-label"), shown(&label));
        Block::Gallery(one_or_more(element.elements().map(figure).collect()))
    }

    fn embed(&self, element: &Element) -> Block {
        element.expect_attributes(&["class", "data-provider", "data-embed", "aria-label"]);
        assert_eq!(element.attribute("class"), "embed");
        assert_eq!(element.attribute("aria-label"), shown(self.embed_label));
        let parts: Vec<&Element> = element.elements().collect();
        let [link, note] = parts.as_slice() else {
            panic!("{parts:?}");
        };
        assert_eq!(note.name, "figcaption");
        note.expect_attributes(&[]);
        assert_eq!(words_in(note), shown(self.embed_label));
        assert_eq!(link.name, "a");
        link.expect_attributes(&["href", "rel"]);
        assert_eq!(link.attribute("rel"), "noopener");
        assert_eq!(words_in(link), shown(self.embed_label));
        let embed = Embed::parse(link.attribute("href")).unwrap();
        assert_eq!(embed.url(), link.attribute("href"));
        assert_eq!(embed.frame_url(), element.attribute("data-embed"));
        assert_eq!(embed.provider().key(), element.attribute("data-provider"));
        Block::Embed(embed)
    }

    fn table(&mut self, wrapper: &Element) -> Block {
        self.tables += 1;
        wrapper.expect_attributes(&["class", "role", "aria-label", "tabindex"]);
        assert_eq!(wrapper.attribute("role"), "region");
        assert_eq!(wrapper.attribute("tabindex"), "0");
        let label = format!("{}{}", self.table_label, self.tables);
        assert_eq!(wrapper.attribute("aria-label"), shown(&label));
        let tables: Vec<&Element> = wrapper.elements().collect();
        assert_eq!(tables.len(), 1);
        assert_eq!(tables[0].name, "table");
        tables[0].expect_attributes(&[]);
        let mut rows = Vec::new();
        for (index, group) in tables[0].elements().enumerate() {
            group.expect_attributes(&[]);
            let group_rows: Vec<TableRow> = group.elements().map(row).collect();
            match (index, group.name.as_str()) {
                (0, "thead") => expect_head(&group_rows),
                (_, "tbody") => {}
                other => panic!("{other:?}"),
            }
            rows.extend(group_rows);
        }
        Block::Table(Table {
            rows: one_or_more(rows),
        })
    }
}

/// The head has headers only, and none of its cells reaches out of it where rows follow.
fn expect_head(rows: &[TableRow]) {
    for row in rows {
        assert!(row.iter().all(|cell| cell.kind == CellKind::Header));
    }
}

/// What a browser shows of a label: NUL cannot be written in HTML.
pub fn shown(label: &str) -> String {
    label.replace('\0', "")
}

fn words_in(element: &Element) -> String {
    element
        .children
        .iter()
        .map(|child| match child {
            Node::Words(words) => words.as_str(),
            Node::Element(other) => panic!("<{}> in <{}>", other.name, element.name),
        })
        .collect()
}

fn heading(element: &Element, level: HeadingLevel) -> Block {
    element.expect_attributes(&[]);
    Block::Heading(Heading {
        level,
        content: inlines(&element.children),
    })
}

fn paragraph(element: &Element) -> Inlines {
    assert_eq!(element.name, "p");
    let content = inlines(&element.children);
    let plain = content.to_plain();
    let begins_with_dash = plain.trim_start().starts_with(['—', '–', '―']);
    if element.attributes.is_empty() {
        let speech = ["— ", "– ", "—\u{A0}"];
        assert!(
            !speech
                .iter()
                .any(|dash| plain.trim_start().starts_with(dash))
        );
    } else {
        element.expect_attributes(&["class"]);
        assert_eq!(element.attribute("class"), "dialogue");
        assert!(begins_with_dash);
    }
    content
}

fn list(element: &Element) -> List {
    let kind = if element.name == "ul" {
        element.expect_attributes(&[]);
        ListKind::Bullet
    } else if element.attributes.is_empty() {
        ListKind::Ordered {
            start: ListStart::ONE,
        }
    } else {
        element.expect_attributes(&["start"]);
        let start = element.attribute("start").parse().unwrap();
        ListKind::Ordered {
            start: ListStart::new(start).unwrap(),
        }
    };
    let items = element
        .elements()
        .map(|item| {
            assert_eq!(item.name, "li");
            item.expect_attributes(&[]);
            let mut members = item.elements();
            ListItem {
                first: paragraph(members.next().unwrap()),
                rest: members
                    .map(|member| match member.name.as_str() {
                        "p" => ListItemBlock::Paragraph(paragraph(member)),
                        "ul" | "ol" => ListItemBlock::List(list(member)),
                        other => panic!("<{other}> in an item"),
                    })
                    .collect(),
            }
        })
        .collect();
    List::new(kind, one_or_more(items)).unwrap()
}

fn quotation(element: &Element, attribution_element: &str) -> Quotation {
    let mut paragraphs = Vec::new();
    let mut attribution = None;
    for member in element.elements() {
        assert!(attribution.is_none(), "something after the attribution");
        if member.name == attribution_element {
            member.expect_attributes(&[]);
            attribution = Some(inlines(&member.children));
        } else {
            paragraphs.push(paragraph(member));
        }
    }
    Quotation {
        paragraphs: one_or_more(paragraphs),
        attribution,
    }
}

fn figure(element: &Element) -> Figure {
    assert_eq!(element.name, "figure");
    element.expect_attributes(&[]);
    let mut members = element.elements();
    let image = members.next().unwrap();
    assert_eq!(image.name, "img");
    image.expect_attributes(&["src", "alt", "width", "height", "loading", "decoding"]);
    assert_eq!(image.attribute("loading"), "lazy");
    assert_eq!(image.attribute("decoding"), "async");
    let pixels = |name| Pixels::new(image.attribute(name).parse().unwrap()).unwrap();
    let (caption, credit) = members.next().map(caption).unwrap_or_default();
    assert!(members.next().is_none());
    Figure {
        source: ImageSource::parse(image.attribute("src")).unwrap(),
        alternative: Line::new(image.attribute("alt")),
        width: pixels("width"),
        height: pixels("height"),
        credit,
        caption,
    }
}

fn caption(element: &Element) -> (Inlines, Line) {
    assert_eq!(element.name, "figcaption");
    element.expect_attributes(&[]);
    let Some((Node::Element(small), before)) = element.children.split_last() else {
        return (inlines(&element.children), Line::default());
    };
    if small.name != "small" {
        return (inlines(&element.children), Line::default());
    }
    small.expect_attributes(&["class"]);
    assert_eq!(small.attribute("class"), "credit");
    let credit = Line::new(&words_in(small));
    let Some((last, before)) = before.split_last() else {
        return (Inlines::default(), credit);
    };
    let Node::Words(last) = last else {
        panic!("no space before the credit");
    };
    let mut caption: Vec<Inline> = inlines(before).iter().cloned().collect();
    if let Some(text) = Text::new(last.strip_suffix(' ').unwrap()) {
        caption.push(Inline::Text {
            text,
            marks: Marks::default(),
        });
    }
    (caption.into_iter().collect(), credit)
}

fn row(element: &Element) -> TableRow {
    assert_eq!(element.name, "tr");
    element.expect_attributes(&[]);
    one_or_more(
        element
            .elements()
            .map(|cell| {
                let mut names = Vec::new();
                let mut span = |name| {
                    let value = cell.attributes.get(name)?;
                    names.push(name);
                    Span::new(value.parse().unwrap())
                };
                let columns = span("colspan").unwrap_or(Span::ONE);
                let rows = span("rowspan").unwrap_or(Span::ONE);
                let kind = if cell.name == "th" {
                    names.push("scope");
                    assert!(matches!(cell.attribute("scope"), "col" | "row"));
                    CellKind::Header
                } else {
                    assert_eq!(cell.name, "td");
                    CellKind::Data
                };
                cell.expect_attributes(&names);
                Cell {
                    kind,
                    span: CellSpan::new(columns, rows),
                    paragraphs: one_or_more(cell.elements().map(paragraph).collect()),
                }
            })
            .collect(),
    )
}

fn inlines(nodes: &[Node]) -> Inlines {
    let mut content = Inlines::default();
    collect(nodes, &Marks::default(), &mut content);
    content
}

fn collect(nodes: &[Node], outer: &Marks, content: &mut Inlines) {
    for node in nodes {
        let element = match node {
            Node::Words(words) => {
                let text = Text::new(words).unwrap();
                assert_eq!(
                    text.as_str(),
                    words,
                    "a browser sees words as they are stored"
                );
                content.push(Inline::Text {
                    text,
                    marks: outer.clone(),
                });
                continue;
            }
            Node::Element(element) => element,
        };
        let mut marks = outer.clone();
        match element.name.as_str() {
            "br" => {
                element.expect_attributes(&[]);
                content.push(Inline::HardBreak { marks });
                continue;
            }
            "a" => marks.link = Some(link(element)),
            "span" => {
                element.expect_attributes(&["lang", "dir"]);
                let tag = LanguageTag::parse(element.attribute("lang")).unwrap();
                assert_eq!(element.attribute("dir"), tag.direction().as_str());
                marks.language = Some(tag);
            }
            name => {
                element.expect_attributes(&[]);
                match name {
                    "strong" => marks.strong = true,
                    "em" => marks.em = true,
                    "s" => marks.strike = true,
                    "sup" => marks.script = Some(Script::Superscript),
                    "sub" => marks.script = Some(Script::Subscript),
                    other => panic!("<{other}> among words"),
                }
            }
        }
        assert_ne!(&marks, outer, "<{}> within itself", element.name);
        collect(&element.children, &marks, content);
    }
}

fn link(element: &Element) -> Link {
    let address = element.attribute("href");
    let href = Href::parse(address).unwrap();
    let mut names = vec!["href"];
    if href.is_absolute() {
        names.push("rel");
        assert_eq!(element.attribute("rel"), "noopener");
    }
    let link = Link::new(href);
    let link = match element.attributes.get("title") {
        Some(title) => {
            names.push("title");
            link.with_title(title)
        }
        None => link,
    };
    element.expect_attributes(&names);
    link
}
