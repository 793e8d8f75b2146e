use super::{Inlines, ListStart, OneOrMore};
use thiserror::Error;

/// How deep lists may stand in lists. Nobody reads deeper, and a limit keeps every recursion short.
pub const MAX_LIST_DEPTH: usize = 8;

/// A list would stand more than [`MAX_LIST_DEPTH`] deep.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("lists stand deeper than accepted; accepted are {MAX_LIST_DEPTH} lists in one another")]
pub struct ListTooDeepError;

/// A list with bullets or numbers, at most [`MAX_LIST_DEPTH`] deep.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct List {
    kind: ListKind,
    items: OneOrMore<ListItem>,
    depth: usize,
}

/// What stands before the items.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ListKind {
    /// `bullet_list`
    Bullet,
    /// `ordered_list`
    Ordered {
        /// The number of the first item.
        start: ListStart,
    },
}

/// `list_item`: a paragraph and, perhaps, more paragraphs and lists under it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ListItem {
    /// The paragraph beside the bullet or number.
    pub first: Inlines,
    /// What follows within the same item.
    pub rest: Vec<ListItemBlock>,
}

/// A block within a list item.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ListItemBlock {
    /// `paragraph`
    Paragraph(Inlines),
    /// `bullet_list` or `ordered_list`
    List(List),
}

impl List {
    /// Makes a list.
    ///
    /// # Errors
    /// A list in it is already [`MAX_LIST_DEPTH`] deep.
    pub fn new(kind: ListKind, items: OneOrMore<ListItem>) -> Result<Self, ListTooDeepError> {
        let depth = 1 + items.iter().map(ListItem::depth).max().unwrap_or(0);
        if depth > MAX_LIST_DEPTH {
            return Err(ListTooDeepError);
        }
        Ok(Self { kind, items, depth })
    }

    /// Bullets or numbers.
    #[must_use]
    pub fn kind(&self) -> ListKind {
        self.kind
    }

    /// The items.
    #[must_use]
    pub fn items(&self) -> &OneOrMore<ListItem> {
        &self.items
    }

    /// How many lists stand in one another, this one counted.
    #[must_use]
    pub fn depth(&self) -> usize {
        self.depth
    }

    /// The same list with every running text changed; the structure stays, so the depth does.
    pub(crate) fn map_inlines(&self, change: &mut dyn FnMut(&Inlines) -> Inlines) -> Self {
        Self {
            kind: self.kind,
            items: self.items.map(|item| ListItem {
                first: change(&item.first),
                rest: item
                    .rest
                    .iter()
                    .map(|block| match block {
                        ListItemBlock::Paragraph(content) => {
                            ListItemBlock::Paragraph(change(content))
                        }
                        ListItemBlock::List(list) => ListItemBlock::List(list.map_inlines(change)),
                    })
                    .collect(),
            }),
            depth: self.depth,
        }
    }
}

impl ListItem {
    fn depth(&self) -> usize {
        self.rest
            .iter()
            .map(|block| match block {
                ListItemBlock::Paragraph(_) => 0,
                ListItemBlock::List(list) => list.depth,
            })
            .max()
            .unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ninth_list_is_refused() {
        let item = |rest| ListItem {
            first: Inlines::default(),
            rest,
        };
        let mut list = List::new(ListKind::Bullet, OneOrMore::one(item(Vec::new()))).unwrap();
        for depth in 2..=MAX_LIST_DEPTH {
            list = List::new(
                ListKind::Bullet,
                OneOrMore::one(item(vec![ListItemBlock::List(list)])),
            )
            .unwrap();
            assert_eq!(list.depth(), depth);
        }
        let too_deep = OneOrMore::one(item(vec![ListItemBlock::List(list)]));
        assert_eq!(List::new(ListKind::Bullet, too_deep), Err(ListTooDeepError));
    }
}
