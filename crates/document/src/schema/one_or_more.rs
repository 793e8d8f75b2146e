use std::ops::Deref;

/// A list that is never empty, for every `+` of the schema. Reads as a slice.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct OneOrMore<T> {
    members: Vec<T>,
}

impl<T> OneOrMore<T> {
    /// A list of one.
    #[must_use]
    pub fn one(member: T) -> Self {
        Self {
            members: vec![member],
        }
    }

    /// A list of the members of a vector, nothing if it has none.
    #[must_use]
    pub fn from_vec(members: Vec<T>) -> Option<Self> {
        (!members.is_empty()).then_some(Self { members })
    }

    /// Adds a member at the end.
    pub fn push(&mut self, member: T) {
        self.members.push(member);
    }

    /// The members as a vector.
    #[must_use]
    pub fn into_vec(self) -> Vec<T> {
        self.members
    }

    /// The same list with every member changed.
    #[must_use]
    pub fn map<U>(&self, change: impl FnMut(&T) -> U) -> OneOrMore<U> {
        OneOrMore {
            members: self.members.iter().map(change).collect(),
        }
    }
}

impl<T> Deref for OneOrMore<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.members
    }
}

impl<'a, T> IntoIterator for &'a OneOrMore<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.members.iter()
    }
}
