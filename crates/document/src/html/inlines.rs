//! Running text: marks become elements around words, shared ones opened once.

use super::options::HtmlOptions;
use super::writer::Writer;
use crate::{Inline, Inlines, LanguageTag, Link, Marks, Script};

/// An element that stands for a mark.
#[derive(Clone, Copy, PartialEq)]
enum Wrapper<'a> {
    Link(&'a Link),
    Language(&'a LanguageTag),
    Plain(&'static str),
}

/// From the outside in; the order of [`crate::MARK_NAMES`].
fn wrappers(marks: &Marks) -> Vec<Wrapper<'_>> {
    let mut wrappers = Vec::new();
    wrappers.extend(marks.link.as_ref().map(Wrapper::Link));
    wrappers.extend(marks.language.as_ref().map(Wrapper::Language));
    for (present, element) in [
        (marks.strong, "strong"),
        (marks.em, "em"),
        (marks.strike, "s"),
        (marks.script == Some(Script::Superscript), "sup"),
        (marks.script == Some(Script::Subscript), "sub"),
    ] {
        if present {
            wrappers.push(Wrapper::Plain(element));
        }
    }
    wrappers
}

pub(super) fn render(content: &Inlines, options: &HtmlOptions, writer: &mut Writer) {
    let mut open: Vec<Wrapper> = Vec::new();
    for inline in content {
        let wanted = wrappers(inline.marks());
        let shared = open
            .iter()
            .zip(&wanted)
            .take_while(|(one, other)| one == other)
            .count();
        close_down_to(shared, &mut open, writer);
        for wrapper in &wanted[shared..] {
            start(*wrapper, options, writer);
            open.push(*wrapper);
        }
        match inline {
            Inline::Text { text, .. } => writer.text(text.as_str()),
            Inline::HardBreak { .. } => writer.open("br", &[]),
        }
    }
    close_down_to(0, &mut open, writer);
}

fn close_down_to(length: usize, open: &mut Vec<Wrapper>, writer: &mut Writer) {
    while open.len() > length {
        match open.pop() {
            Some(Wrapper::Link(_)) => writer.close("a"),
            Some(Wrapper::Language(_)) => writer.close("span"),
            Some(Wrapper::Plain(element)) => writer.close(element),
            None => {}
        }
    }
}

fn start(wrapper: Wrapper, options: &HtmlOptions, writer: &mut Writer) {
    match wrapper {
        Wrapper::Plain(element) => writer.open(element, &[]),
        Wrapper::Language(tag) => writer.open(
            "span",
            &[("lang", tag.as_str()), ("dir", tag.direction().as_str())],
        ),
        Wrapper::Link(link) => {
            let href = options.address(link.href().as_str());
            let mut attributes = vec![("href", href.as_str())];
            attributes.extend(link.title().map(|title| ("title", title)));
            if options.is_external(link.href()) {
                attributes.push(("rel", "noopener"));
            }
            writer.open("a", &attributes);
        }
    }
}

/// Whether a paragraph is a line of dialogue: it begins with a dash and a space, or with a dash and
/// at once a letter or opening quotation mark. `–5 °C` is none.
pub(super) fn is_dialogue(content: &Inlines) -> bool {
    let mut characters = content
        .iter()
        .flat_map(|inline| {
            match inline {
                Inline::Text { text, .. } => text.as_str(),
                Inline::HardBreak { .. } => "\n",
            }
            .chars()
        })
        .skip_while(|character| character.is_whitespace());
    matches!(characters.next(), Some('—' | '–' | '―'))
        && characters.next().is_some_and(|next| {
            next.is_whitespace() || next.is_alphabetic() || matches!(next, '«' | '“' | '„')
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dialogue_begins_with_a_dash_of_speech() {
        for speech in [
            "— Мен келдім",
            "– Иә",
            "  —\u{A0}Жоқ",
            "—Қайда?",
            "— «Тілші» ме?",
            "―Иә",
            "—«Иә»",
        ] {
            assert!(is_dialogue(&Inlines::from_plain(speech)), "{speech}");
        }
        for other in ["", "—", "–5 °C", "- тізім", "Бұл — баға", "«— Иә»"]
        {
            assert!(!is_dialogue(&Inlines::from_plain(other)), "{other}");
        }
    }
}
