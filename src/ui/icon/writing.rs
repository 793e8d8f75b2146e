//! Icons for the tools of the writing column.

use super::icon;
use leptos::prelude::*;

macro_rules! icons {
    ($($(#[$meta:meta])* $name:ident: $path:literal;)*) => {
        $($(#[$meta])* pub fn $name() -> AnyView { icon($path).into_any() })*
    };
}

icons! {
    /// An arrow bent back: undoing.
    undo: "M8.5 5 4.5 9l4 4M4.5 9h9.5a5.5 5.5 0 0 1 0 11H9";
    /// An arrow bent forward: doing again.
    redo: "M15.5 5l4 4-4 4M19.5 9H10a5.5 5.5 0 0 0 0 11h5";
    /// The sign for a paragraph.
    paragraph: "M18.5 4.5H10a4 4 0 0 0 0 8h3M13 4.5v15M17 4.5v15";
    /// H with two lines: a heading.
    heading: "M5 5v14M15 5v14M5 12h10M19 19v-5";
    /// B: bold.
    strong: "M7 5h5.5a3.5 3.5 0 0 1 0 7H7zM7 12h6.5a3.5 3.5 0 0 1 0 7H7z";
    /// A slanted I: italic.
    em: "M10 5h7M7 19h7M14 5l-4 14";
    /// S with a stroke through it.
    strike: "M4 12h16M16.5 8c-.3-2-2-3.3-4.3-3.3-2.5 0-4.3 1.3-4.3 3.3 0 1.3.7 2.3 2 3M7.5 15.5c.3 2.3 2.2 3.8 4.8 3.8 2.7 0 4.5-1.4 4.5-3.6 0-.6-.1-1.1-.4-1.6";
    /// x with a high 2.
    superscript: "M4.5 9l8 10M12.5 9l-8 10M16 5.6c.2-1 1-1.6 2-1.6 1.1 0 2 .7 2 1.8 0 1.6-4 2.7-4 5.2h4";
    /// x with a low 2.
    subscript: "M4.5 5l8 10M12.5 5l-8 10M16 14.6c.2-1 1-1.6 2-1.6 1.1 0 2 .7 2 1.8 0 1.6-4 2.7-4 5.2h4";
    /// Two links of a chain.
    link: "M10 14a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-5.7-5.7L12 7M14 10a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0 5.7 5.7L12 17";
    /// T with a stroke: without formatting.
    clear: "M5 7V5h12v2M11 5l-2.5 14M6.5 19h4.5M15 14l5 5M20 14l-5 5";
    /// Lines with dots.
    bullet_list: "M9.5 6H20M9.5 12H20M9.5 18H20M4.5 6h.01M4.5 12h.01M4.5 18h.01";
    /// Lines with numbers.
    ordered_list: "M10.5 6H20M10.5 12H20M10.5 18H20M4 4.5l1.5-.5v4.5M4 14.5c.1-.8.7-1.2 1.4-1.2.8 0 1.4.5 1.4 1.2 0 1.2-2.8 2.2-2.8 4h2.9";
    /// Lines moved in.
    indent: "M4 5h16M12 10h8M12 14h8M4 19h16M4 9l3.5 3L4 15";
    /// Lines moved back.
    outdent: "M4 5h16M12 10h8M12 14h8M4 19h16M7.5 9 4 12l3.5 3";
    /// Guillemets: a quotation.
    quote: "M11 6.5 5.5 12l5.5 5.5M18.5 6.5 13 12l5.5 5.5";
    /// Large guillemets at a bar: a pull quote.
    pull_quote: "M4.5 4.5v15M13.5 7.5 9 12l4.5 4.5M20 7.5 15.5 12l4.5 4.5";
    /// A dash and a name: whose words.
    attribution: "M4 7h16M4 12h10M4 17.5h4M11 17.5h9";
    /// A picture with hills.
    picture: "M4 5h16v14H4zM4 16l4.5-4.5 4 4L15 13l5 5M15.5 9h.01";
    /// Two pictures.
    gallery: "M4 8h13v11H4zM7.5 5H20v11M4 16.5l3.5-3.5 3 3 2-2 4.5 4";
    /// A table.
    table: "M4 5h16v14H4zM4 10h16M4 14.5h16M10 5v14";
    /// A sheet with a triangle: a post or video from elsewhere.
    embed: "M4 5h16v14H4zM10 9v6l5-3z";
    /// A line between two texts.
    rule: "M4 12h16M7 6h10M7 18h10";
    /// A magnifying glass.
    find: "M10.5 4.5a6 6 0 1 0 0 12 6 6 0 1 0 0-12zM15 15l5 5";
    /// A keyboard.
    keyboard: "M3.5 6.5h17v11h-17zM7 10h.01M10.3 10h.01M13.7 10h.01M17 10h.01M8 14h8";
    /// A question mark.
    question: "M8.5 9a3.5 3.5 0 1 1 5.5 2.9c-1.3.9-2 1.6-2 3.1M12 19h.01";
    /// Three dots: more.
    more: "M6 12h.01M12 12h.01M18 12h.01";
    /// A plus: putting in.
    plus: "M12 5v14M5 12h14";
    /// A small arrow down: a menu opens.
    down: "M7 10l5 5 5-5";
    /// An arrow up: the one before.
    previous: "M6 15l6-6 6 6";
    /// A bin: deleting.
    bin: "M5 7h14M10 7V4.5h4V7M7 7l1 12.5h8L17 7M10.5 10.5v6M13.5 10.5v6";
    /// A pencil: changing.
    pencil: "M4.5 19.5l1-4L16 5l3 3L8.5 18.5z";
    /// A tick: chosen.
    tick: "M5 12.5 10 17.5 19.5 7";
    /// A sheet with an arrow into it: a row or column beside.
    beside: "M4 5h16v6H4zM12 14v6M9 17h6";
    /// Speech in another language.
    language: "M4 6h9M8.5 4v2M11 6c-1 4-3.5 7-7 9M6 9c1.2 2.6 3.3 4.6 6 6M12.5 20l4-10 4 10M14 16.5h5";
}
