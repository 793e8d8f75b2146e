//! Properties that hold for every history of every reader.
#![expect(
    clippy::unwrap_used,
    reason = "a test that meets something unexpected should stop there"
)]

mod histories;
mod large;
mod merge;
mod oracle;
mod positions;
mod replica;

use proptest::test_runner::Config;

/// Ten thousand histories of each kind. A case that was found once is written into a test of its
/// own, not into a file beside this one.
pub fn many() -> Config {
    Config {
        cases: 10_000,
        failure_persistence: None,
        ..Config::default()
    }
}
