-- What readers say about articles, and what moderators do about it.

-- A row for each article that was ever commented. Whoever writes to a thread holds this row first, so that
-- its counts are right and its events are numbered without gaps in the order in which they are committed.
CREATE TABLE threads (
  article_id BIGINT NOT NULL PRIMARY KEY REFERENCES articles (id),
  -- Kept, not counted: comments that readers see, and how many of them begin a branch.
  comments BIGINT NOT NULL DEFAULT 0,
  branches BIGINT NOT NULL DEFAULT 0,
  -- The number of the newest event.
  last_event BIGINT NOT NULL DEFAULT 0
);

CREATE TABLE comments (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  article_id BIGINT NOT NULL REFERENCES articles (id),
  -- NULL in what was brought from another system, and where the account is no more.
  person_id BIGINT REFERENCES people (id),
  -- The name it was posted under.
  name TEXT NOT NULL,
  -- What it answers; NULL begins a branch.
  parent_id BIGINT REFERENCES comments (id),
  -- The comment that begins its branch; itself there. NULL only until the row has its id.
  branch_id BIGINT REFERENCES comments (id),
  -- 0 begins a branch, 1 to 3 are replies; whatever answers level 3 stands at level 3 too.
  level BIGINT NOT NULL CONSTRAINT comments_level_known CHECK (level BETWEEN 0 AND 3),
  -- Orders a branch: the ids of the comments above it from level 1 on, and its own, 13 digits each. Empty at
  -- level 0.
  path TEXT NOT NULL,
  text TEXT NOT NULL,
  -- The passage of the article that it is about.
  quote TEXT NOT NULL DEFAULT '',
  -- hidden: by reports, until it is looked at. shadowed: only its writer sees it.
  status TEXT NOT NULL CONSTRAINT comments_status_known
    CHECK (status IN ('waiting', 'published', 'hidden', 'shadowed', 'rejected', 'deleted')),
  posted_at BIGINT NOT NULL,
  edited_at BIGINT,
  -- When a moderator decided about it last.
  decided_at BIGINT,
  featured_at BIGINT,
  -- Set while it stands in the thread, as text or, where others have answered it, as a stub: posted_at.
  listed_at BIGINT,
  -- Kept, not counted: people who support it; listed replies of its branch (level 0 only).
  support BIGINT NOT NULL DEFAULT 0,
  replies BIGINT NOT NULL DEFAULT 0,
  -- Open reports: the weight of all, and when the first came.
  report_weight BIGINT NOT NULL DEFAULT 0,
  reported_at BIGINT,
  -- Whether its writer was new when it was posted, for the queue: posted_at or NULL.
  newcomer_at BIGINT,
  -- Set while it counts among its writer's approved comments: a moderator left it to readers, or it stood for a
  -- day and nobody minded.
  counted_at BIGINT,
  -- When its writer took it back, or left. Some time later it is emptied.
  deleted_at BIGINT,
  -- Goes up with every change that a moderator should know of before deciding.
  version BIGINT NOT NULL DEFAULT 1,
  -- Where it was sent from; emptied after the time that is configured.
  network TEXT NOT NULL DEFAULT '',
  -- What the browser calls this posting, so that one that is sent twice is stored once.
  operation TEXT,
  -- What it was called in the system that it was brought from, such as 'wordpress:17'.
  origin TEXT,
  CONSTRAINT comments_posted_once UNIQUE (person_id, operation),
  CONSTRAINT comments_brought_once UNIQUE (origin)
);
CREATE INDEX comments_in_time ON comments (article_id, listed_at, id) WHERE level = 0 AND listed_at IS NOT NULL;
CREATE INDEX comments_by_support ON comments (article_id, support, id) WHERE level = 0 AND listed_at IS NOT NULL;
CREATE INDEX comments_of_branch ON comments (branch_id, path) WHERE listed_at IS NOT NULL;
CREATE INDEX comments_of_person ON comments (person_id, posted_at, id);
CREATE INDEX comments_of_person_here ON comments (person_id, article_id, posted_at, id);
CREATE INDEX comments_of_article ON comments (article_id, posted_at, id);
CREATE INDEX comments_by_parent ON comments (parent_id, id);
CREATE INDEX comments_by_status ON comments (status, posted_at, id);
CREATE INDEX comments_reported ON comments (reported_at, id) WHERE reported_at IS NOT NULL;
CREATE INDEX comments_of_newcomers ON comments (newcomer_at, id) WHERE newcomer_at IS NOT NULL;
CREATE INDEX comments_decided ON comments (decided_at, id) WHERE decided_at IS NOT NULL;
CREATE INDEX comments_to_count ON comments (posted_at, id) WHERE status = 'published' AND counted_at IS NULL;
CREATE INDEX comments_to_empty ON comments (deleted_at, id) WHERE deleted_at IS NOT NULL AND text > '';
CREATE INDEX comments_by_network ON comments (network, posted_at);

-- What a comment said before it was edited.
CREATE TABLE comment_revisions (
  comment_id BIGINT NOT NULL REFERENCES comments (id),
  -- The first text is 1.
  number BIGINT NOT NULL,
  text TEXT NOT NULL,
  written_at BIGINT NOT NULL,
  PRIMARY KEY (comment_id, number)
);

-- What the checks found, the newest examination of each comment.
CREATE TABLE comment_findings (
  comment_id BIGINT NOT NULL REFERENCES comments (id),
  check_name TEXT NOT NULL,
  verdict TEXT NOT NULL CONSTRAINT comment_findings_verdict_known CHECK (verdict IN ('pass', 'hold', 'reject')),
  -- JSON.
  reason TEXT NOT NULL,
  found_at BIGINT NOT NULL,
  PRIMARY KEY (comment_id, check_name)
);
CREATE INDEX comment_findings_by_check ON comment_findings (found_at, check_name, verdict);

CREATE TABLE comment_supports (
  comment_id BIGINT NOT NULL REFERENCES comments (id),
  person_id BIGINT NOT NULL REFERENCES people (id),
  article_id BIGINT NOT NULL,
  supported_at BIGINT NOT NULL,
  PRIMARY KEY (comment_id, person_id)
);
CREATE INDEX comment_supports_of_person ON comment_supports (person_id, article_id, comment_id);

CREATE TABLE comment_reports (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  comment_id BIGINT NOT NULL REFERENCES comments (id),
  -- NULL once the account is no more.
  person_id BIGINT REFERENCES people (id),
  reason TEXT NOT NULL CONSTRAINT comment_reports_reason_known
    CHECK (reason IN ('insult', 'hatred', 'spam', 'falsehood', 'privacy', 'other')),
  note TEXT NOT NULL DEFAULT '',
  -- By the trust of whoever reports.
  weight BIGINT NOT NULL,
  reported_at BIGINT NOT NULL,
  -- When a moderator has looked, and whether the report was right.
  settled_at BIGINT,
  upheld_at BIGINT,
  CONSTRAINT comment_reports_once UNIQUE (comment_id, person_id)
);
CREATE INDEX comment_reports_of_person ON comment_reports (person_id, reported_at);

-- Whom a reader does not want to read.
CREATE TABLE comment_mutes (
  person_id BIGINT NOT NULL REFERENCES people (id),
  muted_id BIGINT NOT NULL REFERENCES people (id),
  -- The name that was read when it was decided: others of the same account are nobody's business.
  name TEXT NOT NULL,
  muted_at BIGINT NOT NULL,
  PRIMARY KEY (person_id, muted_id)
);
CREATE INDEX comment_mutes_of_muted ON comment_mutes (muted_id);

-- What is known of somebody who comments.
CREATE TABLE commenters (
  person_id BIGINT NOT NULL PRIMARY KEY REFERENCES people (id),
  -- The name shown beside comments, where it is not that of the account.
  pseudonym TEXT,
  -- When it was chosen: another one is taken a while later.
  pseudonym_at BIGINT,
  -- Kept, not counted.
  approved BIGINT NOT NULL DEFAULT 0,
  rejected BIGINT NOT NULL DEFAULT 0,
  reports_upheld BIGINT NOT NULL DEFAULT 0,
  first_posted_at BIGINT,
  -- What a moderator has decided.
  banned_at BIGINT,
  suspended_until BIGINT,
  shadowed_at BIGINT,
  -- The telephone was confirmed then; the number itself is kept as a hash, against many accounts with one.
  telephone_confirmed_at BIGINT,
  telephone_hash TEXT,
  -- A mail a day of what is new, at most.
  digest_at BIGINT,
  digest_sent_at BIGINT NOT NULL DEFAULT 0,
  CONSTRAINT commenters_telephone_taken UNIQUE (telephone_hash)
);
CREATE INDEX commenters_by_digest ON commenters (digest_sent_at, person_id) WHERE digest_at IS NOT NULL;
CREATE INDEX commenters_by_telephone ON commenters (telephone_confirmed_at, person_id) WHERE telephone_hash IS NOT NULL;
CREATE INDEX commenters_restricted ON commenters (banned_at, suspended_until, shadowed_at);

-- A code that was sent to a telephone and has not come back yet, the newest of each person.
CREATE TABLE telephone_codes (
  person_id BIGINT NOT NULL PRIMARY KEY REFERENCES people (id),
  -- The number and the code, as hashes with a key that is not in the database.
  telephone_hash TEXT NOT NULL,
  code_hash TEXT NOT NULL,
  -- How often a code was tried.
  tries BIGINT NOT NULL DEFAULT 0,
  expires_at BIGINT NOT NULL
);
CREATE INDEX telephone_codes_by_end ON telephone_codes (expires_at);

-- Telephones of people who left while they were restricted. Whoever confirms one of them is restricted likewise.
-- Says nothing of who they were.
CREATE TABLE restricted_telephones (
  telephone_hash TEXT NOT NULL PRIMARY KEY,
  -- As in commenters.
  banned_at BIGINT,
  suspended_until BIGINT,
  shadowed_at BIGINT,
  left_at BIGINT NOT NULL
);
CREATE INDEX restricted_telephones_by_age ON restricted_telephones (left_at);

-- Who decided what; the log. Rows are never changed but for being taken back.
CREATE TABLE comment_decisions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  -- NULL for what concerns a person, a thread or the rules as a whole.
  comment_id BIGINT REFERENCES comments (id),
  -- The writer or the person concerned.
  person_id BIGINT REFERENCES people (id),
  article_id BIGINT REFERENCES articles (id),
  -- NULL: the program itself.
  moderator_id BIGINT REFERENCES people (id),
  action TEXT NOT NULL,
  -- A word of the list of reasons for rejecting; empty where none is asked for.
  reason TEXT NOT NULL DEFAULT '',
  note TEXT NOT NULL DEFAULT '',
  -- JSON: what it was before, for undoing, and what belongs to it.
  details TEXT NOT NULL DEFAULT '{}',
  -- How long the comment had waited, milliseconds; NULL where it had not.
  waited BIGINT,
  decided_at BIGINT NOT NULL,
  -- When it was taken back, and by whom.
  undone_at BIGINT,
  undone_by BIGINT REFERENCES people (id)
);
CREATE INDEX comment_decisions_of_comment ON comment_decisions (comment_id, id);
CREATE INDEX comment_decisions_of_person ON comment_decisions (person_id, id);
-- Counted of everybody who writes.
CREATE INDEX comment_decisions_rejecting ON comment_decisions (person_id, decided_at)
  WHERE action = 'reject' AND undone_at IS NULL;
CREATE INDEX comment_decisions_of_moderator ON comment_decisions (moderator_id, id);
CREATE INDEX comment_decisions_in_time ON comment_decisions (decided_at, id);

-- How far the moderators' desk has come: one row, made by the first change. It goes up with every transaction that
-- changes what the desk shows, as the last that such a transaction does.
CREATE TABLE comment_desk (
  id BIGINT NOT NULL PRIMARY KEY CONSTRAINT comment_desk_alone CHECK (id = 1),
  changes BIGINT NOT NULL
);

-- A writer asks that somebody else looks again.
CREATE TABLE comment_appeals (
  comment_id BIGINT NOT NULL PRIMARY KEY REFERENCES comments (id),
  person_id BIGINT REFERENCES people (id),
  -- The decision that it is against, and who took it: somebody else decides about the appeal. NULL: the program.
  decision_id BIGINT REFERENCES comment_decisions (id),
  against_id BIGINT REFERENCES people (id),
  text TEXT NOT NULL,
  appealed_at BIGINT NOT NULL,
  settled_at BIGINT,
  moderator_id BIGINT REFERENCES people (id),
  outcome TEXT CONSTRAINT comment_appeals_outcome_known CHECK (outcome IN ('granted', 'declined'))
);
CREATE INDEX comment_appeals_open ON comment_appeals (settled_at, appealed_at, comment_id);
CREATE INDEX comment_appeals_of_person ON comment_appeals (person_id, appealed_at);

-- What somebody is told about their comments.
CREATE TABLE comment_notices (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  person_id BIGINT NOT NULL REFERENCES people (id),
  kind TEXT NOT NULL CONSTRAINT comment_notices_kind_known CHECK (kind IN
    ('reply', 'approved', 'rejected', 'featured', 'appeal-granted', 'appeal-declined', 'banned', 'suspended', 'lifted')),
  -- The comment that it leads to: the reply, or the comment decided about. NULL where it is about the person.
  comment_id BIGINT REFERENCES comments (id),
  -- The reason of a decision, and until when, as words of the lists in the program.
  reason TEXT NOT NULL DEFAULT '',
  told_at BIGINT NOT NULL,
  seen_at BIGINT,
  mailed_at BIGINT
);
CREATE INDEX comment_notices_of_person ON comment_notices (person_id, id);
CREATE INDEX comment_notices_unseen ON comment_notices (person_id, seen_at);
CREATE INDEX comment_notices_to_mail ON comment_notices (person_id, id) WHERE seen_at IS NULL AND mailed_at IS NULL;
CREATE INDEX comment_notices_by_age ON comment_notices (seen_at, id);
CREATE INDEX comment_notices_by_comment ON comment_notices (comment_id);

-- How comments are handled: for the whole site (scope_id 0), a section, an article, a person. NULL: as the wider
-- scope has it.
CREATE TABLE comment_rules (
  scope TEXT NOT NULL CONSTRAINT comment_rules_scope_known CHECK (scope IN ('site', 'section', 'article', 'person')),
  scope_id BIGINT NOT NULL,
  mode TEXT CONSTRAINT comment_rules_mode_known CHECK (mode IN ('after', 'before', 'closed')),
  newcomers_before BIGINT,
  close_after_days BIGINT,
  slow_seconds BIGINT,
  changed_at BIGINT NOT NULL,
  changed_by BIGINT REFERENCES people (id),
  PRIMARY KEY (scope, scope_id)
);

-- The lists of words.
CREATE TABLE comment_words (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  list TEXT NOT NULL CONSTRAINT comment_words_list_known CHECK (list IN ('reject', 'hold')),
  pattern TEXT NOT NULL,
  added_at BIGINT NOT NULL,
  added_by BIGINT REFERENCES people (id),
  CONSTRAINT comment_words_once UNIQUE (list, pattern)
);

-- What happened in a thread, for pages that are open. Old rows go.
CREATE TABLE comment_events (
  article_id BIGINT NOT NULL,
  number BIGINT NOT NULL,
  -- JSON of comment::model::Event.
  event TEXT NOT NULL,
  happened_at BIGINT NOT NULL,
  PRIMARY KEY (article_id, number)
);
CREATE INDEX comment_events_by_age ON comment_events (happened_at);

-- Names that somebody has chosen to comment under, once and for good: comments under an earlier one stay, and
-- nobody else is to be taken for their writer.
CREATE TABLE comment_names (
  -- What names that look alike have in common.
  skeleton TEXT NOT NULL PRIMARY KEY,
  person_id BIGINT NOT NULL REFERENCES people (id)
);
CREATE INDEX comment_names_of_person ON comment_names (person_id);

-- The key of the marks by which a page tells the writers of a thread apart without saying who they are.
CREATE TABLE comment_keys (
  id BIGINT NOT NULL PRIMARY KEY CONSTRAINT comment_keys_one CHECK (id = 1),
  secret TEXT NOT NULL
);
-- Nobody sees the numbers themselves, only what an HMAC with them gives; PostgreSQL seeds them with strong ones.
INSERT INTO comment_keys (id, secret) SELECT 1, CAST(random() AS TEXT) || CAST(random() AS TEXT)
  || CAST(random() AS TEXT) || CAST(random() AS TEXT);
