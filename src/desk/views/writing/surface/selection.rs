//! What the surface tells about itself.

use serde::Deserialize;

/// Where the cursor is and what could be done there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Selection {
    /// The innermost block with a name of its own: `paragraph`, `heading2`, `bullet_list` …
    pub block: String,
    /// The marks here, by their names in the schema.
    pub marks: Vec<String>,
    /// Where the link under the cursor leads.
    pub link: Option<String>,
    /// The language that is marked under the cursor.
    pub language: Option<String>,
    /// The commands that would do something now.
    pub can: Vec<String>,
    /// Whether nothing is selected and there is only a cursor.
    pub empty: bool,
    /// The picture that is selected.
    pub figure: Option<Figure>,
}

/// A picture in the text, beside its caption, which is written in place.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Figure {
    /// What is to be seen.
    pub alt: String,
    /// Who made it.
    pub credit: String,
}

/// The "/" menu as it should be open.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct SlashMenu {
    /// What has been typed after the "/".
    pub query: String,
    /// Pixels from the left edge of the window to the "/".
    pub left: f64,
    /// Pixels from the top edge of the window to the top of its line.
    pub top: f64,
    /// Pixels to the bottom of its line.
    pub bottom: f64,
}

/// How a search stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Hits {
    /// How many there are.
    pub count: u32,
    /// Which of them is selected, counted from 1; 0: none.
    pub current: u32,
}

/// Keys and what they do.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Shortcut {
    /// As ProseMirror spells them: `Mod-Shift-x`.
    pub keys: String,
    /// A command, or the dialog that is asked for.
    pub command: String,
    /// The command's argument; may be empty.
    #[serde(default)]
    pub argument: String,
}

/// Whether the keyboard is one of Apple's, whose keys have other names.
pub fn has_apple_keys() -> bool {
    #[cfg(feature = "hydrate")]
    {
        leptos::prelude::window()
            .navigator()
            .user_agent()
            .is_ok_and(|agent| agent.contains("Mac OS X"))
    }
    #[cfg(not(feature = "hydrate"))]
    {
        false
    }
}

impl Shortcut {
    /// The keys as they are printed on a keyboard: `Ctrl+Shift+X`, `⌘⇧X`.
    pub fn in_words(&self, apple: bool) -> String {
        // The last part may be a hyphen itself.
        let parts = self.keys.split_inclusive('-').map(|part| {
            let name = part
                .strip_suffix('-')
                .filter(|name| !name.is_empty())
                .unwrap_or(part);
            match (name, apple) {
                ("Mod", true) => "⌘".to_owned(),
                ("Mod" | "Ctrl", false) => "Ctrl".to_owned(),
                ("Alt", true) => "⌥".to_owned(),
                ("Shift", true) => "⇧".to_owned(),
                ("ArrowUp", _) => "↑".to_owned(),
                ("ArrowDown", _) => "↓".to_owned(),
                (name, _) => {
                    let mut letters = name.chars();
                    letters.next().map_or_else(String::new, |first| {
                        first.to_uppercase().chain(letters).collect()
                    })
                }
            }
        });
        parts.collect::<Vec<_>>().join(if apple { "" } else { "+" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(keys: &str, apple: bool) -> String {
        Shortcut {
            keys: keys.to_owned(),
            command: String::new(),
            argument: String::new(),
        }
        .in_words(apple)
    }

    #[test]
    fn keys_are_named_as_on_the_keyboard() {
        assert_eq!(words("Mod-Shift-x", false), "Ctrl+Shift+X");
        assert_eq!(words("Mod-Alt-2", true), "⌘⌥2");
        assert_eq!(words("Mod-/", false), "Ctrl+/");
        assert_eq!(words("Mod--", false), "Ctrl+-");
        assert_eq!(words("Alt-ArrowUp", false), "Alt+↑");
        assert_eq!(words("Shift-Enter", true), "⇧Enter");
    }

    #[test]
    fn what_the_surface_tells_is_read() {
        let told = r#"{"block":"heading2","marks":["strong"],"link":"https://a.kz","language":null,
            "can":["em"],"empty":false,"figure":{"alt":"","credit":"К"}}"#;
        let selection: Selection = serde_json::from_str(told).unwrap();
        assert_eq!(selection.block, "heading2");
        assert_eq!(selection.link.as_deref(), Some("https://a.kz"));
        assert_eq!(selection.figure.unwrap().credit, "К");
        let open: SlashMenu =
            serde_json::from_str(r#"{"query":"ta","left":10.5,"top":3,"bottom":30}"#).unwrap();
        assert_eq!(open.query, "ta");
        let hits: Hits = serde_json::from_str(r#"{"count":12,"current":3}"#).unwrap();
        assert_eq!((hits.count, hits.current), (12, 3));
    }
}
