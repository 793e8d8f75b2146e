use serde_json::Value;
use std::cmp::Ordering;

/// A change of a kind that this program does not know. It has no effect here and is kept for a
/// program that knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownChange {
    pub(super) kind: String,
    pub(super) content: Value,
}

impl UnknownChange {
    /// The longest that is accepted, in bytes of JSON.
    pub const LONGEST: usize = 4_000;

    /// The name of its kind.
    #[must_use]
    pub fn kind(&self) -> &str {
        &self.kind
    }

    /// How long it is, in bytes of JSON.
    #[must_use]
    pub fn length(&self) -> usize {
        self.kind.len() + self.content.to_string().len()
    }
}

impl PartialOrd for UnknownChange {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for UnknownChange {
    fn cmp(&self, other: &Self) -> Ordering {
        let text = |change: &Self| (change.kind.clone(), change.content.to_string());
        text(self).cmp(&text(other))
    }
}
