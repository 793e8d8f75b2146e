//! People, spoken to as their browsers do: the whole story without JavaScript, and every rule that
//! keeps others out.

#[path = "account/access.rs"]
mod access;
#[path = "account/administration.rs"]
mod administration;
#[path = "account/attempts.rs"]
mod attempts;
#[path = "account/authenticator_app.rs"]
mod authenticator_app;
#[path = "account/cookies.rs"]
mod cookies;
#[path = "account/cross_origin.rs"]
mod cross_origin;
#[path = "account/data.rs"]
mod data;
#[path = "account/discretion.rs"]
mod discretion;
#[path = "account/entrance.rs"]
mod entrance;
#[path = "account/links.rs"]
mod links;
#[path = "account/load.rs"]
mod load;
#[path = "account/log.rs"]
mod log;
#[path = "account/network.rs"]
mod network;
#[path = "account/passkeys.rs"]
mod passkeys;
#[path = "account/profile.rs"]
mod profile;
#[path = "account/readers.rs"]
mod readers;
#[path = "account/returning.rs"]
mod returning;
#[path = "account/second_step.rs"]
mod second_step;
#[path = "account/sessions.rs"]
mod sessions;
#[path = "account/user_command.rs"]
mod user_command;
