//! Mails to people: what they say, the table they wait in, and the worker that sends them.
//!
//! Whatever causes a mail writes a row ([`enqueue_mail`]) in its own transaction, so that there is
//! a mail exactly when the change has happened. The worker ([`worker::run`]) makes the mail from
//! the row when it sends it. Only then the token of its link is made: no secret ever waits in the
//! table, and its time runs from the sending.

mod kind;
mod letter;
mod message;
mod store;
#[cfg(test)]
mod testing;
mod transport;
pub mod worker;

pub use kind::{DigestLine, MailKind, detail};
pub use store::{
    NewMail, StoredMail, call_off_mails, delete_old_mails, enqueue_mail, list_mails_of,
};
