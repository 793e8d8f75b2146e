//! People and what proves who they are, in the database.

mod attempts;
mod audit;
mod challenges;
mod leaving;
mod mail_tokens;
mod passkeys;
mod people;
mod search;
mod second_step;
mod sessions;

pub use attempts::*;
pub use audit::*;
pub use challenges::*;
pub use leaving::*;
pub use mail_tokens::*;
pub use passkeys::*;
pub use people::*;
pub use search::*;
pub use second_step::*;
pub use sessions::*;

#[cfg(test)]
mod tests;
