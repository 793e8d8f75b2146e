//! Plain text: the words alone, how many there are, how long they take.

mod count;
mod plain;
mod shorten;

pub use count::{count_characters, count_words};
pub use shorten::shorten;

use crate::{Block, Document, LanguageTag, ListItemBlock};

impl Document {
    /// The words without any mark-up, for search, feeds, messages and the clipboard.
    ///
    /// Blocks are separated by a blank line, blank blocks are left out. Items of lists stand on lines
    /// of their own after `• ` or their number, two spaces deeper for every list around them. An
    /// attribution stands on its own line after `— `. Rows of tables are lines, their cells are
    /// separated by tabs. A picture gives its caption, neither its credit nor its alternative text. A
    /// rule and an embed give nothing. Soft hyphens are dropped.
    #[must_use]
    pub fn plain_text(&self) -> String {
        plain::plain_text(self)
    }

    /// The beginning of the running text on one line, for a teaser or a page's description.
    ///
    /// Taken from paragraphs, quotes and lists; headings, pull quotes, captions and tables do not
    /// read on. At most `max_characters` characters (as a reader counts them) with the "…" that
    /// stands for what was cut; see [`shorten`].
    #[must_use]
    pub fn excerpt(&self, max_characters: usize) -> String {
        let mut running = String::new();
        for block in self.blocks() {
            match block {
                Block::Paragraph(content) => append(&mut running, &content.to_plain()),
                Block::Quotation(quotation) => {
                    for paragraph in &quotation.paragraphs {
                        append(&mut running, &paragraph.to_plain());
                    }
                }
                Block::List(list) => append_list(&mut running, list),
                _ => {}
            }
        }
        shorten(&running, max_characters)
    }

    /// How many words there are in all running texts: headings, quotes, attributions, captions and
    /// cells counted; see [`count_words`].
    #[must_use]
    pub fn word_count(&self) -> usize {
        self.inlines()
            .into_iter()
            .map(|content| count_words(&content.to_plain()))
            .sum()
    }

    /// How many characters there are in all running texts, as a reader counts them: spaces counted,
    /// line ends and soft hyphens not; see [`count_characters`].
    #[must_use]
    pub fn character_count(&self) -> usize {
        self.inlines()
            .into_iter()
            .map(|content| count_characters(&content.to_plain()))
            .sum()
    }

    /// How many minutes it takes to read, rounded to the nearest, at least 1.
    ///
    /// Words a minute, reading silently: English 238 (M. Brysbaert, How many words do we read per
    /// minute?, Journal of Memory and Language 109, 2019, non-fiction). The same paper finds that
    /// other languages follow from how many words they need for the same message: agglutinative
    /// ones need fewer and longer words. For Kazakh no measurement is known; 175 is 238 scaled by
    /// word and space (4.6 + 1 letters in English, 6.6 + 1 in 120,000 words of Kazakh press and
    /// encyclopedia). Russian (about 6 letters) is taken as 190. All others 184, the mean over 17
    /// languages of S. Trauzettel-Klosinski and K. Dietz, IReST, IOVS 53, 2012 (read aloud, so on
    /// the careful side).
    #[must_use]
    pub fn reading_minutes(&self, language: &LanguageTag) -> usize {
        minutes_to_read(self.word_count(), language)
    }
}

/// Minutes for reading so many words silently, at least 1; the numbers are those of
/// [`Document::reading_minutes`].
#[must_use]
pub fn minutes_to_read(words: usize, language: &LanguageTag) -> usize {
    let words_per_minute = match language.language() {
        "kk" => 175,
        "ru" => 190,
        "en" => 238,
        _ => 184,
    };
    ((words + words_per_minute / 2) / words_per_minute).max(1)
}

fn append(running: &mut String, more: &str) {
    if !running.is_empty() {
        running.push(' ');
    }
    running.push_str(more);
}

fn append_list(running: &mut String, list: &crate::List) {
    for item in list.items() {
        append(running, &item.first.to_plain());
        for block in &item.rest {
            match block {
                ListItemBlock::Paragraph(content) => append(running, &content.to_plain()),
                ListItemBlock::List(list) => append_list(running, list),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(count: usize) -> Document {
        Document::from_paragraphs([vec!["сөз"; count].join(" ")])
    }

    #[test]
    fn reading_takes_a_minute_at_least_and_kazakh_longer_than_english() {
        let minutes = |count, tag| words(count).reading_minutes(&LanguageTag::parse(tag).unwrap());
        assert_eq!(
            Document::default().reading_minutes(&LanguageTag::parse("kk").unwrap()),
            1
        );
        assert_eq!(minutes(262, "kk"), 1);
        assert_eq!(minutes(263, "kk"), 2);
        assert_eq!(minutes(1190, "kk-Arab"), 7);
        assert_eq!(minutes(1190, "ru"), 6);
        assert_eq!(minutes(1190, "en-GB"), 5);
    }

    #[test]
    fn an_excerpt_is_running_text_only() {
        let json = r#"{"type":"doc","content":[
            {"type":"heading","attrs":{"level":2},"content":[{"type":"text","text":"Тақырып"}]},
            {"type":"paragraph","content":[{"type":"text","text":"Бір "},{"type":"hard_break"},
                {"type":"text","marks":[{"type":"em"}],"text":"екі"}]},
            {"type":"paragraph"},
            {"type":"pull_quote","content":[{"type":"paragraph","content":[{"type":"text","text":"Ірі"}]}]},
            {"type":"blockquote","content":[{"type":"paragraph","content":[{"type":"text","text":"үш"}]},
                {"type":"attribution","content":[{"type":"text","text":"Абай"}]}]},
            {"type":"bullet_list","content":[{"type":"list_item","content":[
                {"type":"paragraph","content":[{"type":"text","text":"төрт"}]},
                {"type":"paragraph","content":[{"type":"text","text":"бес"}]}]}]}]}"#;
        let body = Document::from_json(json).unwrap();
        assert_eq!(body.excerpt(100), "Бір екі үш төрт бес");
        assert_eq!(body.excerpt(10), "Бір екі…");
    }

    #[test]
    fn an_excerpt_of_a_long_article_is_as_long_as_asked() {
        let body = Document::from_paragraphs((0..500).map(|_| "👩\u{200D}🏫 мұғалім".to_owned()));
        let excerpt = body.excerpt(160);
        assert!(
            (150..=160).contains(&count_characters(&excerpt)),
            "{excerpt}"
        );
    }
}
