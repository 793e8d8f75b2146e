use crate::{
    ArticleId, Position,
    operation::Stamp,
    register::{Register, set},
};
use std::collections::BTreeMap;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct List {
    pub(super) name: Option<Register<String>>,
    pub(super) description: Option<Register<String>>,
    pub(super) position: Option<Register<Position>>,
    pub(super) deleted: Option<Stamp>,
    /// The latest of everything done to the list and in it, but for deletions. It could be found
    /// by looking through all articles, which is too slow for every card of a page.
    pub(super) touched: Option<Stamp>,
    pub(super) articles: BTreeMap<ArticleId, Place>,
}

/// What is known of an article in a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Place {
    /// Saved somewhere, or removed.
    pub(super) presence: Option<Register<Presence>>,
    /// Where it was moved to after that.
    pub(super) moved: Option<Register<Position>>,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Presence {
    Removed,
    Saved {
        position: Position,
        saved_at: Option<i64>,
    },
}

impl List {
    pub(super) fn is_live(&self) -> bool {
        self.touched > self.deleted
    }

    pub(super) fn touch(&mut self, stamp: Stamp) {
        self.touched = self.touched.max(Some(stamp));
    }
}

impl Place {
    pub(super) fn set_presence(&mut self, stamp: Stamp, presence: Presence) -> bool {
        let is_set = set(&mut self.presence, stamp, presence);
        // Whoever saves says where to; an older move says nothing any more.
        if self.moved.as_ref().is_some_and(|moved| moved.stamp < stamp) {
            self.moved = None;
        }
        is_set
    }

    pub(super) fn set_moved(&mut self, stamp: Stamp, position: Position) -> bool {
        let is_older = self
            .presence
            .as_ref()
            .is_some_and(|presence| presence.stamp > stamp);
        !is_older && set(&mut self.moved, stamp, position)
    }

    /// Where it is and when it was saved (milliseconds UTC), if it is in the list.
    pub(super) fn saved(&self) -> Option<(&Position, i64)> {
        let presence = self.presence.as_ref()?;
        match &presence.value {
            Presence::Removed => None,
            Presence::Saved { position, saved_at } => Some((
                self.moved.as_ref().map_or(position, |moved| &moved.value),
                saved_at.unwrap_or(presence.stamp.time.wall),
            )),
        }
    }
}
