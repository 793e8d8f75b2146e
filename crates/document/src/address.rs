//! Addresses that an article may hold: links and pictures. Each is a type whose value has been
//! checked, so a dangerous address cannot exist.

mod href;
mod image;
mod origin;
mod parts;

pub use href::Href;
pub use image::ImageSource;
pub use origin::Origin;
pub(crate) use parts::{WebAddress, check_characters};

use thiserror::Error;

/// The longest address in bytes. A Kazakh title in a percent-encoded address takes six bytes a
/// letter, so the usual 2,048 would be short.
pub(crate) const MAX_ADDRESS_LENGTH: usize = 4096;

/// An address was refused.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("address {address:?} {problem}; accepted are {accepted}")]
pub struct AddressError {
    /// The address, cut to a length that suits a message.
    pub address: String,
    /// What is wrong with it.
    pub problem: AddressProblem,
    /// What would have been right, in words.
    pub accepted: &'static str,
}

impl AddressError {
    pub(crate) fn new(address: &str, problem: AddressProblem, accepted: &'static str) -> Self {
        Self {
            address: crate::characters::beginning(address, 80),
            problem,
            accepted,
        }
    }
}

/// What is wrong with an address.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum AddressProblem {
    /// There is no address.
    #[error("is empty")]
    Empty,
    /// The address is longer than 4,096 bytes.
    #[error("is longer than {MAX_ADDRESS_LENGTH} bytes")]
    TooLong,
    /// A space, a control or invisible character, a quotation mark, an angle bracket, a backslash
    /// or a backtick. Browsers drop or bend some of these, which is how filters are tricked.
    #[error("holds the character {0:?}")]
    Character(char),
    /// The part before the colon is none of the accepted ones, or there is none.
    #[error("has the wrong beginning")]
    Scheme,
    /// It begins with `//`, which is another site and not a path.
    #[error("begins with //")]
    ProtocolRelative,
    /// It has a user name or password before an `@`, which hides the real host.
    #[error("has a user name before its host")]
    UserName,
    /// The host is missing or is not a name or number of a computer.
    #[error("has no valid host")]
    Host,
    /// The part after the host's colon is not a number from 1 to 65535.
    #[error("has no valid port")]
    Port,
    /// The rest is not of the form that goes with the beginning.
    #[error("has the wrong form")]
    Form,
    /// A path goes through `.` or `..`.
    #[error("goes through a . or .. folder")]
    DotSegment,
    /// The host belongs to no known provider.
    #[error("is not on the site of a known provider")]
    Provider,
    /// The provider is known but the address does not lead to a single post or video.
    #[error("does not lead to one post or video of {0}")]
    Post(&'static str),
}
