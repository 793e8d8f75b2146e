//! A browser that reads the HTML finds the very tree, and nothing that the tree does not have.

use crate::arbitrary;
use crate::dom::{Element, Node, parse};
use crate::reader::Reader;
use document::{
    Block, Cell, CellSpan, Document, Figure, HtmlLabels, HtmlOptions, ImageCandidate, Inlines,
    Line, OneOrMore, Origin, Pixels, Quotation, ResponsiveImages, Table, to_html,
};
use proptest::prelude::*;

fn labels<'a>(
    open_embed: &'a dyn Fn(document::Provider) -> String,
    number: &'a dyn Fn(usize) -> String,
) -> HtmlLabels<'a> {
    HtmlLabels {
        embed_name: open_embed,
        open_embed,
        embed_note: open_embed,
        table: number,
        gallery: number,
    }
}

pub fn render(document: &Document, embed: &str, table: &str, gallery: &str) -> String {
    to_html(
        document,
        &HtmlOptions::new(HtmlLabels {
            embed_name: &|_| embed.to_owned(),
            open_embed: &|_| embed.to_owned(),
            embed_note: &|_| embed.to_owned(),
            table: &|number| format!("{table}{number}"),
            gallery: &|number| format!("{gallery}{number}"),
        }),
    )
}

/// What a reader is shown: no blank paragraphs or headings among the blocks, no blank captions,
/// credits and attributions, no widths of columns.
fn shown_blocks(document: &Document) -> Vec<Block> {
    document
        .blocks()
        .iter()
        .filter(|block| match block {
            Block::Paragraph(content) => !content.is_blank(),
            Block::Heading(heading) => !heading.content.is_blank(),
            _ => true,
        })
        .map(|block| match block {
            Block::Quotation(quotation) => Block::Quotation(shown_quotation(quotation)),
            Block::PullQuote(quotation) => Block::PullQuote(shown_quotation(quotation)),
            Block::Figure(figure) => Block::Figure(shown_figure(figure)),
            Block::Gallery(figures) => Block::Gallery(figures.map(shown_figure)),
            Block::Table(table) => Block::Table(Table {
                rows: table.rows.map(|row| {
                    row.map(|cell| Cell {
                        span: CellSpan::new(cell.span.columns(), cell.span.rows()),
                        ..cell.clone()
                    })
                }),
            }),
            other => other.clone(),
        })
        .collect()
}

fn shown_quotation(quotation: &Quotation) -> Quotation {
    Quotation {
        paragraphs: quotation.paragraphs.clone(),
        attribution: quotation
            .attribution
            .clone()
            .filter(|attribution| !attribution.is_blank()),
    }
}

fn shown_figure(figure: &Figure) -> Figure {
    let mut figure = figure.clone();
    if figure.caption.is_blank() {
        figure.caption = Inlines::default();
    }
    if figure.credit.is_blank() {
        figure.credit = Line::default();
    }
    figure
}

fn for_each_element(nodes: &[Node], check: &mut dyn FnMut(&Element)) {
    for node in nodes {
        if let Node::Element(element) = node {
            check(element);
            for_each_element(&element.children, check);
        }
    }
}

proptest! {
    #[test]
    fn a_browser_finds_the_very_tree(
        document in arbitrary::document(),
        embed_label in arbitrary::words(),
        table_label in arbitrary::words(),
        gallery_label in arbitrary::words(),
    ) {
        let html = render(&document, &embed_label, &table_label, &gallery_label);
        let mut reader = Reader {
            embed_label: &embed_label,
            table_label: &table_label,
            gallery_label: &gallery_label,
            tables: 0,
            galleries: 0,
        };
        prop_assert_eq!(reader.blocks(&parse(&html)), shown_blocks(&document), "{}", html);
    }

    #[test]
    fn nothing_in_the_page_can_run(document in arbitrary::document(), label in arbitrary::words()) {
        let html = render(&document, &label, &label, &label);
        for_each_element(&parse(&html), &mut |element| {
            assert!(!matches!(
                element.name.as_str(),
                "script" | "style" | "iframe" | "object" | "embed" | "form" | "svg" | "base" | "meta" | "link"
            ), "{html}");
            for (name, value) in &element.attributes {
                assert!(!name.starts_with("on") && name != "style" && name != "srcdoc", "{html}");
                if matches!(name.as_str(), "href" | "src" | "data-embed") {
                    let accepted: &[&str] = if name == "href" {
                        &["https://", "http://", "mailto:", "tel:", "/", "#"]
                    } else {
                        &["https://", "/media/"]
                    };
                    assert!(accepted.iter().any(|start| value.starts_with(start)), "{name}={value}");
                    assert!(!value.starts_with("//") && !value.starts_with("/\\"), "{name}={value}");
                }
            }
        });
    }

    #[test]
    fn a_head_never_cuts_its_cells_off(document in arbitrary::document()) {
        let html = render(&document, "", "", "");
        for_each_element(&parse(&html), &mut |element| {
            let groups: Vec<&Element> = match element.name.as_str() {
                "table" => element.elements().collect(),
                _ => return,
            };
            if let [head, _body] = groups.as_slice() {
                let length = head.elements().count();
                for (index, row) in head.elements().enumerate() {
                    for cell in row.elements() {
                        let rows = cell.attributes.get("rowspan").map_or(1, |rows| rows.parse().unwrap());
                        assert!(index + rows <= length, "{html}");
                    }
                }
            }
        });
    }
}

fn document(json: &str) -> Document {
    Document::from_json(json).unwrap()
}

const PICTURE_AND_LINKS: &str = r##"{"type":"doc","content":[
    {"type":"figure","attrs":{"src":"/media/1/a.jpg","alt":"","width":800,"height":600}},
    {"type":"paragraph","content":[
        {"type":"text","text":"1","marks":[{"type":"link","attrs":{"href":"/kk"}}]},
        {"type":"text","text":"2","marks":[{"type":"link","attrs":{"href":"https://tilshi.kz/kk"}}]},
        {"type":"text","text":"3","marks":[{"type":"link","attrs":{"href":"https://tilshi.kz.evil.test/"}}]},
        {"type":"text","text":"4","marks":[{"type":"link","attrs":{"href":"#b"}}]}]}]}"##;

#[test]
fn a_feed_gets_complete_addresses_and_own_pages_are_no_foreign_ones() {
    let origin = Origin::parse("https://tilshi.kz").unwrap();
    let nothing = |_| String::new();
    let number = |_| String::new();
    let options = HtmlOptions::new(labels(&nothing, &number)).with_absolute_addresses(&origin);
    let html = to_html(&document(PICTURE_AND_LINKS), &options);
    assert_eq!(
        html,
        "<figure><img src=\"https://tilshi.kz/media/1/a.jpg\" alt=\"\" width=\"800\" \
         height=\"600\" loading=\"lazy\" decoding=\"async\"></figure>\n\
         <p><a href=\"https://tilshi.kz/kk\">1</a><a href=\"https://tilshi.kz/kk\">2</a>\
         <a href=\"https://tilshi.kz.evil.test/\" rel=\"noopener\">3</a><a href=\"#b\">4</a></p>"
    );
    let on_the_page = HtmlOptions::new(labels(&nothing, &number)).with_own_origin(&origin);
    let html = to_html(&document(PICTURE_AND_LINKS), &on_the_page);
    assert!(html.contains("<a href=\"/kk\">1</a><a href=\"https://tilshi.kz/kk\">2</a>"));
    assert!(html.contains("src=\"/media/1/a.jpg\""));
}

#[test]
fn a_browser_is_offered_smaller_forms_of_a_picture() {
    let nothing = |_| String::new();
    let number = |_| String::new();
    let candidates = |source: &document::ImageSource| {
        assert_eq!(source.media_path(), Some("1/a.jpg"));
        [400, 800]
            .map(|width| ImageCandidate {
                source: document::ImageSource::parse(&format!("/media/1/a-{width}.webp")).unwrap(),
                width: Pixels::new(width).unwrap(),
            })
            .to_vec()
    };
    let options =
        HtmlOptions::new(labels(&nothing, &number)).with_responsive_images(ResponsiveImages {
            sizes: "(min-width: 48rem) 41rem, 100vw",
            candidates: &candidates,
        });
    let html = to_html(&document(PICTURE_AND_LINKS), &options);
    assert!(html.contains(
        "<img src=\"/media/1/a.jpg\" srcset=\"/media/1/a-400.webp 400w, /media/1/a-800.webp 800w\" \
         sizes=\"(min-width: 48rem) 41rem, 100vw\" alt=\"\""
    ));
}

#[test]
fn tables_and_galleries_are_numbered_apart() {
    let mut blocks = OneOrMore::one(Block::HorizontalRule);
    let json = include_str!("../../fixtures/valid/tables.json");
    let tables = document(json);
    let pictures = document(include_str!("../../fixtures/valid/pictures.json"));
    for block in tables.blocks().iter().chain(pictures.blocks()) {
        blocks.push(block.clone());
    }
    let html = render(&Document::new(blocks), "", "кесте ", "жинақ ");
    for label in ["кесте 1", "кесте 4", "жинақ 1"] {
        assert!(html.contains(&format!("aria-label=\"{label}\"")), "{label}");
    }
}
