//! What readers' pages show of the lists: the button, the way to them, what is told in passing. It is
//! the same for everybody until the page has been taken over, and what comes then moves nothing.

mod button;
mod feed;
mod follow;
mod notices;
mod way;

pub use button::{ReadMark, SaveButton};
pub use feed::FeedPlace;
pub use follow::FollowButton;
pub use notices::Notices;
pub use way::ListsWay;
