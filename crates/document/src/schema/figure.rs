use super::{Inlines, Line, Pixels};
use crate::ImageSource;

/// A picture with its caption.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Figure {
    /// Where the picture comes from.
    pub source: ImageSource,
    /// What the picture shows, for those who cannot see it; empty if it only decorates.
    pub alternative: Line,
    /// The picture's own width, so that the page does not jump when it arrives.
    pub width: Pixels,
    /// The picture's own height.
    pub height: Pixels,
    /// Who made it or whose it is; may be empty.
    pub credit: Line,
    /// The words under the picture; may be empty.
    pub caption: Inlines,
}
