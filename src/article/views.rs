//! How articles are shown: their own page, and in lists.

mod article_page;
mod list_page;
mod parts;
mod share;

pub use article_page::ArticleView;
pub use list_page::ListView;
pub use parts::{Byline, CommentCount, Meta, PictureView, TeaserView};
