-- What readers keep: their lists, what they do to them, and with whom they share them.
-- A list is known by 32 hexadecimal digits that its first device has drawn.

-- Everything that one person keeps.
CREATE TABLE reading_lists (
  person_id BIGINT NOT NULL PRIMARY KEY REFERENCES people (id),
  -- What the server's own operations for this person are signed with: forms without scripts, lists that are copied.
  device TEXT NOT NULL,
  -- JSON of what remains of all operations.
  state TEXT NOT NULL,
  -- The number of the newest operation; whoever writes for a person holds this row, so numbers have no gaps.
  last BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);

-- What has been done, in the order in which it came. Old rows go; whoever asks from before them gets the state.
CREATE TABLE reading_operations (
  person_id BIGINT NOT NULL REFERENCES people (id),
  number BIGINT NOT NULL,
  operation_id TEXT NOT NULL,
  -- JSON.
  operation TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (person_id, number),
  CONSTRAINT reading_operations_once UNIQUE (person_id, operation_id)
);
CREATE INDEX reading_operations_by_age ON reading_operations (created_at);

-- Lists that everybody may read who knows the address.
CREATE TABLE shared_lists (
  public_id TEXT NOT NULL PRIMARY KEY,
  person_id BIGINT NOT NULL REFERENCES people (id),
  list_id TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  -- The row stays, so that the address says that it was shared once.
  stopped_at BIGINT
);
CREATE UNIQUE INDEX shared_lists_once ON shared_lists (person_id, list_id) WHERE stopped_at IS NULL;
CREATE INDEX shared_lists_of_person ON shared_lists (person_id, list_id);

-- Lists that several people edit, a row for each of them, the owner among them.
CREATE TABLE list_editors (
  list_id TEXT NOT NULL,
  person_id BIGINT NOT NULL REFERENCES people (id),
  owner_id BIGINT NOT NULL REFERENCES people (id),
  joined_at BIGINT NOT NULL,
  PRIMARY KEY (list_id, person_id)
);
CREATE INDEX list_editors_of_person ON list_editors (person_id, list_id);
CREATE INDEX list_editors_of_owner ON list_editors (owner_id, list_id, joined_at, person_id);

-- Links by which people come to edit a list.
CREATE TABLE list_invitations (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  owner_id BIGINT NOT NULL REFERENCES people (id),
  list_id TEXT NOT NULL,
  token_hash TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  withdrawn_at BIGINT,
  CONSTRAINT list_invitations_token_taken UNIQUE (token_hash)
);
CREATE INDEX list_invitations_of_owner ON list_invitations (owner_id, list_id, id);
CREATE INDEX list_invitations_by_end ON list_invitations (expires_at);
