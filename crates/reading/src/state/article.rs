use crate::register::Register;

/// What belongs to an article, whichever lists it is in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Article {
    pub(super) note: Option<Register<String>>,
    pub(super) is_read: Option<Register<bool>>,
    pub(super) is_archived: Option<Register<bool>>,
}
