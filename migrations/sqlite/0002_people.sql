-- People and what proves who they are. Times are milliseconds since 1970 UTC.
-- Passwords are Argon2id, tokens and recovery codes are SHA-256 of random values, as hexadecimal text.
-- In clear stands only what must be computed with: the secrets of the second step, and in challenges
-- the recovery codes that are on somebody's screen at this moment.

CREATE TABLE people (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  -- In lower case. Empty (NULL) once the account has been deleted.
  email TEXT,
  email_confirmed_at BIGINT,
  name TEXT NOT NULL,
  -- The language of the mails that they get.
  language TEXT NOT NULL,
  role TEXT NOT NULL CONSTRAINT people_role_known CHECK (role IN ('reader', 'author', 'editor', 'moderator', 'admin')),
  -- In PHC's format with all parameters. NULL until an invitation is taken up.
  password_hash TEXT,
  created_at BIGINT NOT NULL,
  suspended_at BIGINT,
  -- When the account will be emptied, unless its owner changes their mind.
  delete_at BIGINT,
  deleted_at BIGINT,
  -- The second step: the shared secret (base32), and the last step of 30 seconds that was used.
  totp_secret TEXT,
  totp_last_step BIGINT,
  CONSTRAINT people_email_taken UNIQUE (email)
);
CREATE INDEX people_to_delete ON people (delete_at);
CREATE INDEX people_by_role ON people (role, id);
CREATE INDEX people_unconfirmed ON people (email_confirmed_at, created_at);

-- The words of names and e-mail addresses in lower case, for finding people by the beginning of a word.
-- Bytes, because text is not compared alike by the two databases.
CREATE TABLE people_words (
  word BLOB NOT NULL,
  person_id BIGINT NOT NULL REFERENCES people (id),
  PRIMARY KEY (word, person_id)
);
CREATE INDEX people_words_of_person ON people_words (person_id);

CREATE TABLE sessions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  person_id BIGINT NOT NULL REFERENCES people (id),
  token_hash TEXT NOT NULL,
  -- The token before a change of role; good for some seconds more, for requests already on their way.
  previous_token_hash TEXT,
  rotated_at BIGINT,
  -- Set when the next request must be given a new token.
  rotate_since BIGINT,
  created_at BIGINT NOT NULL,
  last_seen_at BIGINT NOT NULL,
  -- Idle and absolute limit, whichever comes first.
  expires_at BIGINT NOT NULL,
  -- How its owner proved who they are.
  method TEXT NOT NULL CONSTRAINT sessions_method_known CHECK (method IN ('password', 'code', 'passkey')),
  user_agent TEXT NOT NULL,
  network TEXT NOT NULL,
  CONSTRAINT sessions_token_taken UNIQUE (token_hash)
);
CREATE INDEX sessions_of_person ON sessions (person_id, last_seen_at);
CREATE INDEX sessions_by_previous_token ON sessions (previous_token_hash);
CREATE INDEX sessions_by_end ON sessions (expires_at);

-- What a link in a mail carries.
CREATE TABLE mail_tokens (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  person_id BIGINT NOT NULL REFERENCES people (id),
  purpose TEXT NOT NULL CONSTRAINT mail_tokens_purpose_known CHECK (purpose IN ('confirm', 'reset', 'email', 'invitation')),
  token_hash TEXT NOT NULL,
  -- The address that the mail went to: a token is worth nothing once the account has another.
  email TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  used_at BIGINT,
  CONSTRAINT mail_tokens_taken UNIQUE (token_hash)
);
CREATE INDEX mail_tokens_of_person ON mail_tokens (person_id, purpose);
CREATE INDEX mail_tokens_by_end ON mail_tokens (expires_at);

-- Things begun that end in a later request: a second step, a passkey's challenge, a sign-up that this
-- browser began. The browser holds the token in a cookie.
CREATE TABLE challenges (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  purpose TEXT NOT NULL,
  token_hash TEXT NOT NULL,
  person_id BIGINT REFERENCES people (id),
  -- JSON, as the purpose needs it.
  state TEXT NOT NULL,
  expires_at BIGINT NOT NULL,
  CONSTRAINT challenges_token_taken UNIQUE (token_hash)
);
CREATE INDEX challenges_by_end ON challenges (expires_at);
CREATE INDEX challenges_of_person ON challenges (person_id);

CREATE TABLE recovery_codes (
  person_id BIGINT NOT NULL REFERENCES people (id),
  code_hash TEXT NOT NULL,
  used_at BIGINT,
  PRIMARY KEY (person_id, code_hash)
);

CREATE TABLE passkeys (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  person_id BIGINT NOT NULL REFERENCES people (id),
  -- The authenticator's own name for it, base64url.
  credential_id TEXT NOT NULL,
  -- The person's word for it.
  name TEXT NOT NULL,
  -- The public key and its counter, JSON of webauthn-rs.
  credential TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  last_used_at BIGINT,
  CONSTRAINT passkeys_credential_taken UNIQUE (credential_id)
);
CREATE INDEX passkeys_of_person ON passkeys (person_id, id);

-- Failed attempts by what they were aimed at ('sign-in:account:…') or came from ('sign-in:network:…').
CREATE TABLE attempts (
  subject TEXT NOT NULL PRIMARY KEY,
  failures BIGINT NOT NULL,
  last_at BIGINT NOT NULL,
  -- Until when nothing is even tried.
  wait_until BIGINT NOT NULL
);
CREATE INDEX attempts_by_age ON attempts (last_at);

-- Who did what, when and from where. Never with a secret.
CREATE TABLE audit_log (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at BIGINT NOT NULL,
  -- NULL: the program itself, or somebody unknown.
  actor_id BIGINT REFERENCES people (id),
  -- The person it was done to or about, if any.
  person_id BIGINT REFERENCES people (id),
  action TEXT NOT NULL,
  network TEXT NOT NULL,
  -- JSON object of texts, as the action needs it.
  details TEXT NOT NULL
);
CREATE INDEX audit_log_of_person ON audit_log (person_id, id);
CREATE INDEX audit_log_of_actor ON audit_log (actor_id, id);
CREATE INDEX audit_log_by_age ON audit_log (at);

-- Mails to be sent. What they say is made when they are sent, so that no token waits here in clear.
CREATE TABLE mails (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  person_id BIGINT REFERENCES people (id),
  recipient TEXT NOT NULL,
  language TEXT NOT NULL,
  -- JSON object of texts, as the kind needs it.
  details TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  attempts BIGINT NOT NULL DEFAULT 0,
  next_attempt_at BIGINT NOT NULL,
  -- A worker has it in hand until then.
  claimed_until BIGINT NOT NULL DEFAULT 0,
  sent_at BIGINT,
  -- Given up.
  failed_at BIGINT,
  last_error TEXT
);
CREATE INDEX mails_to_send ON mails (sent_at, failed_at, next_attempt_at);
CREATE INDEX mails_of_person ON mails (person_id, id);
