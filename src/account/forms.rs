//! Where the forms of people are sent: the paths of their server functions. A test holds them
//! against the functions that there are.

/// Signing in: `email`, `password`, `next`.
pub const SIGN_IN: &str = "/fn/account/sign-in";
/// The second step: `code`.
pub const SECOND_STEP: &str = "/fn/account/second-step";
/// Making an account: `name`, `email`, `password`, `next`.
pub const SIGN_UP: &str = "/fn/account/sign-up";
/// Confirming the address: `token`, `password` (where it is needed).
pub const CONFIRM: &str = "/fn/account/confirm";
/// A forgotten password: `email`.
pub const FORGOT: &str = "/fn/account/forgot";
/// A new password by a link: `token`, `password`.
pub const RESET: &str = "/fn/account/reset";
/// Taking up an invitation: `token`, `name`, `password`.
pub const TAKE_INVITATION: &str = "/fn/account/take-invitation";
/// Confirming a new address: `token`.
pub const CONFIRM_NEW_ADDRESS: &str = "/fn/account/confirm-new-address";
/// Signing out.
pub const SIGN_OUT: &str = "/fn/account/sign-out";
/// A new name: `name`.
pub const CHANGE_NAME: &str = "/fn/account/change-name";
/// A new address: `email`, `password`.
pub const CHANGE_ADDRESS: &str = "/fn/account/change-address";
/// A new password: `password` (the present one), `new_password`.
pub const CHANGE_PASSWORD: &str = "/fn/account/change-password";
/// Beginning to switch on the second step: `password`.
pub const BEGIN_SECOND_STEP: &str = "/fn/account/begin-second-step";
/// Switching it on: `code`.
pub const ENABLE_SECOND_STEP: &str = "/fn/account/enable-second-step";
/// Switching it off: `password`.
pub const DISABLE_SECOND_STEP: &str = "/fn/account/disable-second-step";
/// Making new recovery codes: `password`.
pub const BEGIN_CODES: &str = "/fn/account/begin-codes";
/// Taking the new recovery codes into use.
pub const RENEW_CODES: &str = "/fn/account/renew-codes";
/// Beginning to add a passkey: `password`; answers with the options for the browser.
pub const BEGIN_PASSKEY: &str = "/fn/account/begin-passkey";
/// Adding it: `credential`, `name`.
pub const ADD_PASSKEY: &str = "/fn/account/add-passkey";
/// Removing a passkey: `id`, `password`.
pub const REMOVE_PASSKEY: &str = "/fn/account/remove-passkey";
/// Beginning to sign in with a passkey; answers with the options for the browser.
pub const BEGIN_PASSKEY_SIGN_IN: &str = "/fn/account/begin-passkey-sign-in";
/// Signing in with it: `credential`, `next`.
pub const PASSKEY_SIGN_IN: &str = "/fn/account/passkey-sign-in";
/// Ending a session: `id`.
pub const END_SESSION: &str = "/fn/account/end-session";
/// Ending all other sessions.
pub const END_SESSIONS: &str = "/fn/account/end-sessions";
/// Asking for deletion: `password`.
pub const DELETE_ACCOUNT: &str = "/fn/account/delete-account";
/// Changing one's mind.
pub const KEEP_ACCOUNT: &str = "/fn/account/keep-account";

/// Giving a role: `id`, `role`.
pub const CHANGE_ROLE: &str = "/fn/people/change-role";
/// Shutting somebody out: `id`.
pub const SUSPEND: &str = "/fn/people/suspend";
/// Letting them in again: `id`.
pub const REINSTATE: &str = "/fn/people/reinstate";
/// Signing somebody out everywhere: `id`.
pub const SIGN_OUT_PERSON: &str = "/fn/people/sign-out-person";
/// Inviting somebody: `name`, `email`, `role`.
pub const INVITE: &str = "/fn/people/invite";
/// Sending an invitation once more: `id`.
pub const INVITE_AGAIN: &str = "/fn/people/invite-again";

/// The data of a page of one person, for whoever asks.
pub const PAGE: &str = "/fn/account/page";
/// Who is signed in.
pub const VISITOR: &str = "/fn/account/visitor";
