-- What the newsroom writes. A row in articles is what readers may see; everything that is not for them
-- yet, or not any more, stands here. Times are milliseconds since 1970 UTC.

ALTER TABLE articles ADD COLUMN description TEXT NOT NULL DEFAULT '';
-- What readers are told at the address of a withdrawn article; may be empty.
ALTER TABLE articles ADD COLUMN withdrawn_note TEXT NOT NULL DEFAULT '';

CREATE TABLE manuscripts (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  language TEXT NOT NULL,
  -- NULL until it is published for the first time.
  article_id BIGINT REFERENCES articles (id),
  translation_group TEXT NOT NULL,
  status TEXT NOT NULL CONSTRAINT manuscripts_status_known CHECK (status IN ('draft', 'submitted', 'scheduled', 'published', 'withdrawn')),
  -- Who began it. NULL: it came by import.
  owner_id BIGINT REFERENCES people (id),
  -- The newest revision, and the one that readers see. NULL only while the row is being made.
  head_id BIGINT,
  published_revision_id BIGINT,
  -- The revision that will be published at scheduled_at.
  scheduled_revision_id BIGINT,
  scheduled_at BIGINT,
  scheduled_by BIGINT REFERENCES people (id),
  -- Nothing of it may reach readers before.
  embargo_until BIGINT,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  changed_by BIGINT REFERENCES people (id),
  -- Repeats of the newest revision, for lists.
  headline TEXT NOT NULL DEFAULT '',
  section_id BIGINT REFERENCES sections (id),
  CONSTRAINT manuscripts_article_once UNIQUE (article_id),
  CONSTRAINT manuscripts_translated_once UNIQUE (translation_group, language),
  CONSTRAINT manuscripts_scheduled_with_time CHECK (status <> 'scheduled' OR scheduled_at IS NOT NULL)
);
CREATE INDEX manuscripts_latest ON manuscripts (changed_at, id);
CREATE INDEX manuscripts_by_status ON manuscripts (status, changed_at, id);
CREATE INDEX manuscripts_by_language ON manuscripts (language, changed_at, id);
CREATE INDEX manuscripts_by_section ON manuscripts (section_id, changed_at, id);
CREATE INDEX manuscripts_by_owner ON manuscripts (owner_id, changed_at, id);
CREATE INDEX manuscripts_due ON manuscripts (status, scheduled_at);

-- The byline of the newest revision, for the list by author.
CREATE TABLE manuscript_authors (
  manuscript_id BIGINT NOT NULL REFERENCES manuscripts (id) ON DELETE CASCADE,
  author_id BIGINT NOT NULL REFERENCES authors (id),
  position BIGINT NOT NULL,
  PRIMARY KEY (author_id, manuscript_id)
);
CREATE INDEX manuscript_authors_in_order ON manuscript_authors (manuscript_id, position);

-- The words of the newest revision's headline, kicker, standfirst and slug in lower case, for finding it
-- by the beginning of a word. Bytes, because text is not compared alike by the two databases.
CREATE TABLE manuscript_words (
  word BLOB NOT NULL,
  manuscript_id BIGINT NOT NULL REFERENCES manuscripts (id) ON DELETE CASCADE,
  PRIMARY KEY (word, manuscript_id)
);
CREATE INDEX manuscript_words_of_manuscript ON manuscript_words (manuscript_id);

-- Every state that was ever saved. Nothing here is ever overwritten.
CREATE TABLE revisions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  manuscript_id BIGINT NOT NULL REFERENCES manuscripts (id),
  -- The revision that it was made from, and the one that was merged into that. They may be gone by now.
  parent_id BIGINT,
  merged_id BIGINT,
  -- aside: saved from an older state and not (yet) merged; it is not the head.
  kind TEXT NOT NULL CONSTRAINT revisions_kind_known CHECK (kind IN ('created', 'saved', 'aside', 'merged', 'restored', 'imported')),
  -- NULL: it came by import.
  person_id BIGINT REFERENCES people (id),
  created_at BIGINT NOT NULL,
  -- JSON of the fields beside the text, and of the text.
  fields TEXT NOT NULL,
  body TEXT NOT NULL,
  words BIGINT NOT NULL,
  -- What somebody has called it.
  name TEXT,
  -- When it became what readers see.
  published_at BIGINT,
  -- The operation that made it: the same one again changes nothing.
  operation TEXT,
  -- When it is to be seen whether it is still needed. NULL: it stays.
  thin_at BIGINT,
  CONSTRAINT revisions_operation_once UNIQUE (operation)
);
CREATE INDEX revisions_of_manuscript ON revisions (manuscript_id, id);
CREATE INDEX revisions_by_merged ON revisions (merged_id);
CREATE INDEX revisions_to_thin ON revisions (thin_at, id);

-- What was said and done about a manuscript, by whom.
CREATE TABLE manuscript_events (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  manuscript_id BIGINT NOT NULL REFERENCES manuscripts (id) ON DELETE CASCADE,
  -- NULL: the program itself (a scheduled publication, an import).
  person_id BIGINT REFERENCES people (id),
  at BIGINT NOT NULL,
  action TEXT NOT NULL,
  note TEXT NOT NULL DEFAULT ''
);
CREATE INDEX manuscript_events_of_manuscript ON manuscript_events (manuscript_id, id);

-- Who has which manuscript open, a row a tab.
CREATE TABLE presences (
  manuscript_id BIGINT NOT NULL REFERENCES manuscripts (id) ON DELETE CASCADE,
  tab TEXT NOT NULL,
  person_id BIGINT NOT NULL REFERENCES people (id),
  since BIGINT NOT NULL,
  seen_at BIGINT NOT NULL,
  -- NULL: has only looked so far.
  wrote_at BIGINT,
  -- Who has taken the manuscript over from this tab.
  taken_by BIGINT REFERENCES people (id),
  PRIMARY KEY (manuscript_id, person_id, tab)
);
CREATE INDEX presences_by_age ON presences (seen_at);

-- The words of the names of authors and tags in lower case, for choosing them by the beginning of a word.
CREATE TABLE name_words (
  kind TEXT NOT NULL CONSTRAINT name_words_kind_known CHECK (kind IN ('author', 'tag')),
  language TEXT NOT NULL,
  word BLOB NOT NULL,
  target_id BIGINT NOT NULL,
  PRIMARY KEY (kind, language, word, target_id)
);
CREATE INDEX name_words_of_target ON name_words (kind, target_id);
CREATE INDEX tags_by_name ON tags (language, name);

-- Links that show a manuscript as its readers will see it to whoever has them.
CREATE TABLE preview_links (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  manuscript_id BIGINT NOT NULL REFERENCES manuscripts (id) ON DELETE CASCADE,
  token_hash TEXT NOT NULL,
  person_id BIGINT NOT NULL REFERENCES people (id),
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  withdrawn_at BIGINT,
  CONSTRAINT preview_links_token_taken UNIQUE (token_hash)
);
CREATE INDEX preview_links_of_manuscript ON preview_links (manuscript_id, id);
CREATE INDEX preview_links_by_end ON preview_links (expires_at);

-- What was wrong in an article and has been put right, as readers are told.
CREATE TABLE corrections (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  article_id BIGINT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  -- Repeats the article's language, so that the page of corrections is one walk along an index.
  language TEXT NOT NULL,
  person_id BIGINT REFERENCES people (id),
  at BIGINT NOT NULL,
  words TEXT NOT NULL
);
CREATE INDEX corrections_of_article ON corrections (article_id, at, id);
CREATE INDEX corrections_latest ON corrections (language, at, id);
