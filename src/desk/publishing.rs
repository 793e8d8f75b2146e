//! From a revision to what readers see, and back
//! (`docs/decisions/017-an-article-is-published-from-a-fixed-revision.md`).
//!
//! Readers see the row of an article, which is made from one revision. Everything that changes what
//! they see goes through here: by an editor's hand ([`decide`]), or at its time ([`worker`]).

mod checking;
mod decide;
mod publish;
mod store;
mod words;
pub mod worker;

pub use checking::find_checks;
pub use decide::*;
pub use publish::article_text;
pub use store::*;

#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
