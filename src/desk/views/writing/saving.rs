//! Saving what is written: to this device at once, to the server soon.
//!
//! Every change goes into the journal of the device before anything else happens, and stays there
//! until the server has said that it holds it. The server is sent the whole state a second after the
//! last change, and eight seconds after the first at the latest. An answer that does not come leaves
//! open whether the state was kept; the next state names it, and the server finds out ([`Save::after`]).
//!
//! [`Save::after`]: crate::desk::model::Save::after

#[cfg(feature = "hydrate")]
mod browser;
#[cfg(feature = "hydrate")]
mod journal;
#[cfg(feature = "hydrate")]
mod words;

use super::{column::Surface, state::Writing};
use crate::desk::model::{Comparison, Dispute, Saved};
use leptos::prelude::*;

/// Saves everything that is unsaved and then says which revision holds it; nothing when it cannot be
/// saved now, and the line says why.
pub type Flush = Callback<Callback<Result<i64, ()>>>;

/// Saving, as the parts of the page reach it. Copies share it.
#[derive(Clone, Copy)]
pub struct Saving {
    /// A dispute that waits to be settled.
    pub dispute: RwSignal<Option<Dispute>>,
    /// Text of this device that the server does not have.
    pub offer: RwSignal<Option<Offer>>,
    /// Whether nobody is signed in any more.
    pub signed_out: RwSignal<bool>,
    /// Whether this device cannot keep a journal.
    pub without_journal: RwSignal<bool>,
    /// The name of this tab, once it is known.
    pub tab: RwSignal<Option<String>>,
    #[cfg(feature = "hydrate")]
    machine: StoredValue<browser::Machine, LocalStorage>,
}

/// Text that was left on this device.
#[derive(Clone, Debug, PartialEq)]
pub struct Offer {
    /// What differs from the newest revision; None while that is not known.
    pub comparison: Option<Comparison>,
    /// When it was written, in words of the browser, by the device's own clock.
    pub at: String,
}

impl Saving {
    /// Begins to follow what is changed on the screen.
    pub fn start(writing: Writing, surface: Surface) -> Self {
        #[cfg(not(feature = "hydrate"))]
        let _ = (writing, surface);
        let saving = Self {
            dispute: RwSignal::new(None),
            offer: RwSignal::new(None),
            signed_out: RwSignal::new(false),
            without_journal: RwSignal::new(false),
            tab: RwSignal::new(None),
            #[cfg(feature = "hydrate")]
            machine: StoredValue::new_local(browser::Machine::new(writing, surface)),
        };
        #[cfg(feature = "hydrate")]
        saving.follow();
        saving
    }

    /// For whoever needs everything saved before going on.
    pub fn flush(self) -> Flush {
        Callback::new(move |done: Callback<Result<i64, ()>>| {
            #[cfg(feature = "hydrate")]
            self.save_for(done);
            #[cfg(not(feature = "hydrate"))]
            let _ = done;
        })
    }

    /// Takes what restoring a revision has answered over to the screen.
    pub fn restored(self) -> Callback<Saved> {
        Callback::new(move |saved: Saved| {
            #[cfg(feature = "hydrate")]
            self.adopt(saved);
            #[cfg(not(feature = "hydrate"))]
            let _ = saved;
        })
    }
}
