//! The whole server on a port of its own, spoken to as browsers, caches and robots do.
#![expect(
    clippy::expect_used,
    reason = "a test that cannot be set up has failed"
)]

#[path = "http/paper.rs"]
mod paper;
#[path = "http/program.rs"]
mod program;

#[path = "http/account.rs"]
mod account;
#[path = "http/caching.rs"]
mod caching;
#[path = "http/comment_live.rs"]
mod comment_live;
#[path = "http/commenters.rs"]
mod commenters;
#[path = "http/comments.rs"]
mod comments;
#[path = "http/comments_abuse.rs"]
mod comments_abuse;
#[path = "http/comments_writing.rs"]
mod comments_writing;
#[path = "http/desk.rs"]
mod desk;
#[path = "http/headers.rs"]
mod headers;
#[path = "http/importing.rs"]
mod importing;
#[path = "http/lists.rs"]
mod lists;
#[path = "http/moderation.rs"]
mod moderation;
#[path = "http/offline.rs"]
mod offline;
#[path = "http/pages.rs"]
mod pages;
#[path = "http/reading_list.rs"]
mod reading_list;
