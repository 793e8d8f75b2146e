//! Files of lists, out and in.
#![expect(
    clippy::unwrap_used,
    reason = "a test that meets something unexpected should stop there"
)]

mod limits;
mod own;
mod services;

use reading::exchange::SavedLink;

/// A link with an address and a title.
fn link(address: &str, title: &str) -> SavedLink {
    SavedLink {
        address: address.to_owned(),
        title: title.to_owned(),
        ..SavedLink::default()
    }
}
