//! HTML out. Elements and attribute names are fixed words of this module, everything else passes
//! through [`writer::Writer`], which escapes; so the page holds what the tree says and nothing else.

mod blocks;
mod inlines;
mod options;
mod table;
mod writer;

pub use options::{HtmlLabels, HtmlOptions, ImageCandidate, ResponsiveImages};

use crate::Document;
use blocks::Renderer;

/// Renders an article's body as HTML, one line for each block.
///
/// | block | HTML |
/// |---|---|
/// | paragraph | `<p>`, with `class="dialogue"` if it begins with a dash of speech |
/// | heading | `<h2>` to `<h4>` |
/// | lists | `<ul>`, `<ol start>` (no `start` for 1), `<li>` with its paragraphs |
/// | quotation | `<blockquote>`, its attribution in `<footer>` |
/// | pull quote | `<blockquote class="pull">`, its attribution in `<cite>` |
/// | figure | `<figure>` with a lazy `<img>` and `<figcaption>`; the credit in `<small class="credit">` |
/// | gallery | `<div class="gallery" role="group" aria-label>` of figures |
/// | table | `<div class="table" role="region" aria-label tabindex="0">` around `<table>`, so that it scrolls |
/// | rule | `<hr>` |
/// | embed | `<figure class="embed" data-provider data-embed>` with a link to the post; nothing is asked of the provider until a script puts the frame of `data-embed` in the link's place |
///
/// Blank paragraphs and headings among the blocks, blank captions and blank attributions are left
/// out. Links to other sites have `rel="noopener"`; runs in another language have `lang` and `dir`.
#[must_use]
pub fn to_html(document: &Document, options: &HtmlOptions) -> String {
    Renderer::new(options).render(document)
}
