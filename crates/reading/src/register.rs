//! A value that the latest operation decides.

use crate::operation::Stamp;

/// A value with the operation that set it. Of two the later one stays; of two from one operation
/// (which only a broken device can make) the greater value, so that every device has the same.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Register<T> {
    pub(crate) stamp: Stamp,
    pub(crate) value: T,
}

/// Sets the value if `stamp` is later. Whether anything was altered.
pub(crate) fn set<T: Ord>(register: &mut Option<Register<T>>, stamp: Stamp, value: T) -> bool {
    let new = Register { stamp, value };
    let is_later = register.as_ref().is_none_or(|old| *old < new);
    if is_later {
        *register = Some(new);
    }
    is_later
}

/// The value, if it was ever set.
pub(crate) fn value<T>(register: &Option<Register<T>>) -> Option<&T> {
    register.as_ref().map(|register| &register.value)
}
