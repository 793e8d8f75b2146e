//! Documents of every kind, with words that try to break out.

use document::{
    Block, Cell, CellKind, CellSpan, Document, Embed, Figure, Heading, HeadingLevel, Href,
    ImageSource, Inline, Inlines, LanguageTag, Line, Link, List, ListItem, ListItemBlock, ListKind,
    ListStart, Marks, OneOrMore, Pixels, Quotation, Script, Span, Table, Text,
};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::string::{RegexGeneratorStrategy, string_regex};

/// Pieces that mean something to a parser of HTML, JSON or addresses.
const PIECES: &[&str] = &[
    "<",
    ">",
    "\"",
    "'",
    "&",
    "`",
    "=",
    "/",
    "\\",
    "\0",
    "\r",
    "\n",
    "\r\n",
    "\t",
    " ",
    "\u{A0}",
    "\u{B}",
    "\u{C}",
    "\u{85}",
    "\u{AD}",
    "\u{200B}",
    "\u{200D}",
    "\u{202E}",
    "\u{2066}",
    "\u{2028}",
    "\u{FEFF}",
    "\u{FFFD}",
    "\u{FFFE}",
    "\u{10FFFF}",
    "\u{301}",
    "<script>",
    "</script>",
    "</p>",
    "<!--",
    "-->",
    "]]>",
    "<![CDATA[",
    "&amp;",
    "&lt",
    "&#0;",
    "&#x3c;",
    "&notit;",
    "</title>",
    "<img src=x onerror=alert(1)>",
    "javascript:",
    "\" onload=\"",
    "—",
    "–",
    "—\u{A0}",
    "«",
    "5",
    "мектеп",
    "қазақ",
    "مەكتەپ",
    "ءتىل",
    "🇰🇿",
    "{}",
    "$1",
    "%00",
];

/// Prepared once: a pattern given as a string would be read again for every value.
fn matching(pattern: &str) -> RegexGeneratorStrategy<String> {
    string_regex(pattern).unwrap()
}

pub fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => vec(select(PIECES), 0..8).prop_map(|pieces| pieces.concat()),
        1 => any::<String>(),
        1 => matching("[а-яәғқңөұүһі ,.—-]{0,40}"),
    ]
}

fn text() -> impl Strategy<Value = Text> {
    words().prop_filter_map("empty text", |words| Text::new(&words))
}

pub fn href() -> impl Strategy<Value = Href> {
    prop_oneof![
        matching("/([a-z0-9а-я&'=.;:%~!*()|{},@-][a-z0-9а-я&'=.;:%~!*()|{},@/-]{0,12})?([?#][a-z&='#]{0,6})?"),
        matching("https?://[a-z0-9]{1,8}(\\.[a-zқ]{2,5}){1,2}(:[1-9][0-9]{0,3})?(/[a-zА-Я&'?#=%.]{0,9})?"),
        matching("mailto:[a-z.&']{1,8}@[a-z]{1,8}\\.kz(\\?subject=[a-z&']{1,5})?"),
        matching("tel:\\+?[0-9()-]{0,6}[0-9]{1,6}"),
        matching("#[a-zа-я&'/:]{1,8}"),
    ]
    .prop_map(|address| Href::parse(&address).unwrap_or_else(|error| panic!("{error}")))
}

fn image_source() -> impl Strategy<Value = ImageSource> {
    prop_oneof![
        matching("/media/[a-f0-9]{1,6}/[a-zа-я&'=;]{1,8}\\.(jpg|webp)"),
        matching("https://[a-z]{1,8}\\.kz/[a-z&'?=/]{0,8}"),
    ]
    .prop_map(|address| ImageSource::parse(&address).unwrap_or_else(|error| panic!("{error}")))
}

fn language() -> impl Strategy<Value = LanguageTag> {
    select(vec![
        "kk",
        "kk-Arab",
        "kk-Latn-KZ",
        "ru",
        "en-GB",
        "he",
        "kk-CN",
        "de-1901-u-co-phonebk",
    ])
    .prop_map(|tag| LanguageTag::parse(tag).unwrap())
}

fn line() -> impl Strategy<Value = Line> {
    words().prop_map(|words| Line::new(&words))
}

fn link() -> impl Strategy<Value = Link> {
    (href(), option::of(words())).prop_map(|(href, title)| match title {
        Some(title) => Link::new(href).with_title(&title),
        None => Link::new(href),
    })
}

fn marks() -> impl Strategy<Value = Marks> {
    let script = option::weighted(0.2, select(vec![Script::Superscript, Script::Subscript]));
    let seldom = || prop::bool::weighted(0.3);
    (
        option::weighted(0.3, link()),
        option::weighted(0.3, language()),
        seldom(),
        seldom(),
        seldom(),
        script,
    )
        .prop_map(|(link, language, strong, em, strike, script)| Marks {
            link,
            language,
            strong,
            em,
            strike,
            script,
        })
}

fn inlines() -> impl Strategy<Value = Inlines> {
    // A small set of marks for one run makes neighbours share some of them.
    vec(marks(), 1..3)
        .prop_flat_map(|marks| {
            let marks = select(marks);
            vec(
                prop_oneof![
                    4 => (text(), marks.clone()).prop_map(|(text, marks)| Inline::Text { text, marks }),
                    1 => marks.prop_map(|marks| Inline::HardBreak { marks }),
                ],
                0..5,
            )
        })
        .prop_map(|members| members.into_iter().collect())
}

fn one_or_more<T: std::fmt::Debug + Clone>(
    member: impl Strategy<Value = T>,
    max: usize,
) -> impl Strategy<Value = OneOrMore<T>> {
    vec(member, 1..=max).prop_map(|members| OneOrMore::from_vec(members).unwrap())
}

fn list_kind() -> impl Strategy<Value = ListKind> {
    prop_oneof![
        Just(ListKind::Bullet),
        (1..=ListStart::MAX).prop_map(|start| ListKind::Ordered {
            start: ListStart::new(start).unwrap()
        }),
        Just(ListKind::Ordered {
            start: ListStart::ONE
        }),
    ]
}

fn list() -> impl Strategy<Value = List> {
    let item = inlines().prop_map(|first| ListItem {
        first,
        rest: Vec::new(),
    });
    let leaf = (list_kind(), one_or_more(item, 2))
        .prop_map(|(kind, items)| List::new(kind, items).unwrap());
    leaf.prop_recursive(7, 12, 2, |inner| {
        let rest = prop_oneof![
            inlines().prop_map(ListItemBlock::Paragraph),
            inner.prop_map(ListItemBlock::List),
        ];
        let item = (inlines(), vec(rest, 0..3)).prop_map(|(first, rest)| ListItem { first, rest });
        (list_kind(), one_or_more(item, 2))
            .prop_map(|(kind, items)| List::new(kind, items).unwrap())
    })
}

fn quotation() -> impl Strategy<Value = Quotation> {
    (one_or_more(inlines(), 3), option::of(inlines())).prop_map(|(paragraphs, attribution)| {
        Quotation {
            paragraphs,
            attribution,
        }
    })
}

fn figure() -> impl Strategy<Value = Figure> {
    let pixels = || (1..=Pixels::MAX).prop_map(|value| Pixels::new(value).unwrap());
    (
        image_source(),
        line(),
        pixels(),
        pixels(),
        line(),
        inlines(),
    )
        .prop_map(
            |(source, alternative, width, height, credit, caption)| Figure {
                source,
                alternative,
                width,
                height,
                credit,
                caption,
            },
        )
}

fn cell() -> impl Strategy<Value = Cell> {
    let span = || {
        prop_oneof![3 => Just(1), 1 => 1..=3_u32, 1 => 1..=Span::MAX]
            .prop_map(|value| Span::new(value).unwrap())
    };
    let kind = select(vec![CellKind::Data, CellKind::Header]);
    (
        kind,
        span(),
        span(),
        any::<bool>(),
        one_or_more(inlines(), 2),
    )
        .prop_map(|(kind, columns, rows, has_widths, paragraphs)| {
            let span = CellSpan::new(columns, rows);
            Cell {
                kind,
                span: match columns.get() {
                    few @ 1..=3 if has_widths => {
                        span.with_column_widths(vec![7; few as usize]).unwrap()
                    }
                    _ => span,
                },
                paragraphs,
            }
        })
}

fn embed() -> impl Strategy<Value = Embed> {
    prop_oneof![
        matching("https://youtu\\.be/[A-Za-z0-9_-]{11}(\\?t=[1-9][0-9]{0,3})?"),
        matching("https://t\\.me/[a-z][a-z0-9_]{4,9}/[1-9][0-9]{0,5}"),
        matching("https://instagram\\.com/(p|reel|tv)/[A-Za-z0-9_-]{11}"),
        matching("https://twitter\\.com/[A-Za-z0-9_]{1,15}/status/[1-9][0-9]{0,17}"),
        matching("https://www\\.tiktok\\.com/@[a-z0-9_]{1,9}/video/[1-9][0-9]{0,17}"),
        matching("https://www\\.facebook\\.com/[a-z0-9]{1,9}/(posts|videos)/[1-9][0-9]{0,15}"),
        matching("https://vimeo\\.com/[1-9][0-9]{0,8}(/[a-f0-9]{10})?"),
    ]
    .prop_map(|address| Embed::parse(&address).unwrap_or_else(|error| panic!("{error}")))
}

fn block() -> impl Strategy<Value = Block> {
    let level = select(vec![
        HeadingLevel::Two,
        HeadingLevel::Three,
        HeadingLevel::Four,
    ]);
    prop_oneof![
        4 => inlines().prop_map(Block::Paragraph),
        1 => (level, inlines()).prop_map(|(level, content)| Block::Heading(Heading { level, content })),
        1 => list().prop_map(Block::List),
        1 => quotation().prop_map(Block::Quotation),
        1 => quotation().prop_map(Block::PullQuote),
        1 => figure().prop_map(Block::Figure),
        1 => one_or_more(figure(), 3).prop_map(Block::Gallery),
        1 => one_or_more(one_or_more(cell(), 3), 3).prop_map(|rows| Block::Table(Table { rows })),
        1 => Just(Block::HorizontalRule),
        1 => embed().prop_map(Block::Embed),
    ]
}

pub fn document() -> impl Strategy<Value = Document> {
    one_or_more(block(), 5).prop_map(Document::new)
}
