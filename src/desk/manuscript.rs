//! Manuscripts and their revisions: beginning, saving, merging, looking back.
//!
//! Every state that is saved becomes a revision, and no revision is ever written over. The newest one
//! of the common line is the *head*. A state that was made from an older one is kept *aside* and
//! merged; where both sides changed the same place, somebody chooses.

mod adopting;
mod beginning;
mod field_words;
mod history;
mod importing;
mod language;
mod merging;
mod presence;
mod saving;
mod state;
pub mod store;
mod thinning;

pub use adopting::{adopt_articles, adopt_remaining};
pub use beginning::{begin, original_of};
pub use history::{
    compare_revisions, compare_state, list_revisions, name_revision, restore_revision,
};
pub use importing::{Reimported, import_again};
pub use language::change_language;
pub use merging::Merging;
pub use presence::{happening, leave, present, report, take_over};
pub use saving::{load_head, save, settle};
pub use state::State;
pub use thinning::thin_revisions;

#[cfg(test)]
mod tests;
