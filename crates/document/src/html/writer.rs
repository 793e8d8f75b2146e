/// HTML under construction. Names are words of the program; values are escaped here and nowhere
/// else.
#[derive(Default)]
pub(super) struct Writer {
    html: String,
}

impl Writer {
    /// A start tag.
    pub fn open(&mut self, element: &'static str, attributes: &[(&'static str, &str)]) {
        self.html.push('<');
        self.html.push_str(element);
        for (name, value) in attributes {
            self.html.push(' ');
            self.html.push_str(name);
            self.html.push_str("=\"");
            self.escape(value);
            self.html.push('"');
        }
        self.html.push('>');
    }

    /// An end tag.
    pub fn close(&mut self, element: &'static str) {
        self.html.push_str("</");
        self.html.push_str(element);
        self.html.push('>');
    }

    /// Words.
    pub fn text(&mut self, text: &str) {
        self.escape(text);
    }

    /// A line end between blocks, which browsers pass over.
    pub fn line_end(&mut self) {
        self.html.push('\n');
    }

    pub fn is_empty(&self) -> bool {
        self.html.is_empty()
    }

    pub fn finish(self) -> String {
        self.html
    }

    /// Escapes for text and for values in double quotes alike.
    fn escape(&mut self, text: &str) {
        for character in text.chars() {
            match character {
                '&' => self.html.push_str("&amp;"),
                '<' => self.html.push_str("&lt;"),
                '>' => self.html.push_str("&gt;"),
                '"' => self.html.push_str("&quot;"),
                // Labels and image candidates come from outside the tree and may hold these.
                '\0' => {}
                '\r' => self.html.push_str("&#13;"),
                _ => self.html.push(character),
            }
        }
    }
}
