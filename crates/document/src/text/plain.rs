use crate::characters::SOFT_HYPHEN;
use crate::{Block, Document, Figure, Inlines, List, ListItemBlock, ListKind, Quotation, TableRow};

pub(super) fn plain_text(document: &Document) -> String {
    let blocks: Vec<String> = document
        .blocks()
        .iter()
        .map(block)
        .filter(|text| !text.trim().is_empty())
        .collect();
    blocks.join("\n\n").replace(SOFT_HYPHEN, "")
}

fn block(block: &Block) -> String {
    match block {
        Block::Paragraph(content) => content.to_plain(),
        Block::Heading(heading) => heading.content.to_plain(),
        Block::List(content) => list(content, 0),
        Block::Quotation(content) | Block::PullQuote(content) => quotation(content),
        Block::Figure(figure) => figure.caption.to_plain(),
        Block::Gallery(figures) => gallery(figures),
        Block::Table(table) => table.rows.iter().map(row).collect::<Vec<_>>().join("\n"),
        Block::HorizontalRule | Block::Embed(_) => String::new(),
    }
}

fn quotation(quotation: &Quotation) -> String {
    let mut text = filled(&quotation.paragraphs).join("\n\n");
    if let Some(attribution) = quotation
        .attribution
        .as_ref()
        .filter(|attribution| !attribution.is_blank())
    {
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str("— ");
        text.push_str(&attribution.to_plain());
    }
    text
}

fn gallery(figures: &[Figure]) -> String {
    filled(figures.iter().map(|figure| &figure.caption)).join("\n\n")
}

fn filled<'a>(texts: impl IntoIterator<Item = &'a Inlines>) -> Vec<String> {
    texts
        .into_iter()
        .filter(|content| !content.is_blank())
        .map(Inlines::to_plain)
        .collect()
}

fn list(list: &List, depth: usize) -> String {
    let indent = "  ".repeat(depth);
    let mut lines = Vec::new();
    for (index, item) in list.items().iter().enumerate() {
        let sign = match list.kind() {
            ListKind::Bullet => "•".to_owned(),
            ListKind::Ordered { start } => {
                format!("{}.", u64::from(start.get()) + index as u64)
            }
        };
        lines.push(
            format!("{indent}{sign} {}", item.first.to_plain())
                .trim_end()
                .to_owned(),
        );
        for block in &item.rest {
            match block {
                ListItemBlock::Paragraph(content) if content.is_blank() => {}
                ListItemBlock::Paragraph(content) => {
                    lines.push(format!("{indent}  {}", content.to_plain()));
                }
                ListItemBlock::List(nested) => lines.push(self::list(nested, depth + 1)),
            }
        }
    }
    lines.join("\n")
}

/// A cell is one field of a line, so line ends and tabs within it become spaces.
fn row(row: &TableRow) -> String {
    let cells: Vec<String> = row
        .iter()
        .map(|cell| {
            filled(&cell.paragraphs)
                .join(" ")
                .replace(['\n', '\t'], " ")
        })
        .collect();
    cells.join("\t")
}
