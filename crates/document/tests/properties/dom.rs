//! HTML as a browser reads it.

use html5ever::tendril::TendrilSink;
use html5ever::{QualName, local_name, ns, parse_fragment};
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use std::collections::BTreeMap;

/// What a browser makes of the page: elements and words, nothing else.
#[derive(Debug)]
pub enum Node {
    Element(Element),
    Words(String),
}

#[derive(Debug)]
pub struct Element {
    pub name: String,
    pub attributes: BTreeMap<String, String>,
    pub children: Vec<Node>,
}

impl Element {
    /// The value of an attribute that must be there.
    pub fn attribute(&self, name: &str) -> &str {
        self.attributes
            .get(name)
            .unwrap_or_else(|| panic!("<{}> has no {name}: {:?}", self.name, self.attributes))
    }

    /// Fails unless the attributes are exactly these.
    pub fn expect_attributes(&self, names: &[&str]) {
        let mut expected = names.to_vec();
        expected.sort_unstable();
        let found: Vec<&str> = self.attributes.keys().map(String::as_str).collect();
        assert_eq!(found, expected, "attributes of <{}>", self.name);
    }

    /// The children, which must all be elements.
    pub fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().map(|child| match child {
            Node::Element(element) => element,
            Node::Words(words) => panic!("words {words:?} between the parts of <{}>", self.name),
        })
    }
}

/// Parses HTML as the content of a `<div>`.
pub fn parse(html: &str) -> Vec<Node> {
    let context = QualName::new(None, ns!(html), local_name!("div"));
    let dom = parse_fragment(
        RcDom::default(),
        Default::default(),
        context,
        Vec::new(),
        false,
    )
    .one(html);
    // A fragment is parsed into a root element of its own.
    let root = dom.document.children.borrow()[0].clone();
    children(&root)
}

fn children(handle: &Handle) -> Vec<Node> {
    handle.children.borrow().iter().map(node).collect()
}

fn node(handle: &Handle) -> Node {
    match &handle.data {
        NodeData::Text { contents } => Node::Words(contents.borrow().to_string()),
        NodeData::Element { name, attrs, .. } => {
            assert_eq!(name.ns, ns!(html), "an element of another language");
            Node::Element(Element {
                name: name.local.to_string(),
                attributes: attrs
                    .borrow()
                    .iter()
                    .map(|attribute| {
                        (
                            attribute.name.local.to_string(),
                            attribute.value.to_string(),
                        )
                    })
                    .collect(),
                children: children(handle),
            })
        }
        _ => panic!("a comment or the like"),
    }
}
