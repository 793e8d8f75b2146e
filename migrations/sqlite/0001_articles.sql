-- The paper: sections, authors, tags and articles, each a row a language.
-- Times are milliseconds since 1970 UTC. Rows that translate each other share a translation_group.

CREATE TABLE sections (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  language TEXT NOT NULL,
  slug TEXT NOT NULL,
  name TEXT NOT NULL,
  description TEXT NOT NULL DEFAULT '',
  position BIGINT NOT NULL,
  translation_group TEXT NOT NULL,
  CONSTRAINT sections_slug_taken UNIQUE (language, slug)
);
CREATE INDEX sections_in_order ON sections (language, position, id);
CREATE INDEX sections_by_group ON sections (translation_group, language);

CREATE TABLE authors (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  language TEXT NOT NULL,
  slug TEXT NOT NULL,
  given_name TEXT NOT NULL,
  surname TEXT NOT NULL,
  about TEXT NOT NULL DEFAULT '',
  translation_group TEXT NOT NULL,
  CONSTRAINT authors_slug_taken UNIQUE (language, slug)
);
CREATE INDEX authors_by_group ON authors (translation_group, language);
CREATE INDEX authors_by_name ON authors (language, surname, given_name);

CREATE TABLE tags (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  language TEXT NOT NULL,
  slug TEXT NOT NULL,
  name TEXT NOT NULL,
  translation_group TEXT NOT NULL,
  CONSTRAINT tags_slug_taken UNIQUE (language, slug)
);
CREATE INDEX tags_by_group ON tags (translation_group, language);

CREATE TABLE articles (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  language TEXT NOT NULL,
  section_id BIGINT NOT NULL REFERENCES sections (id),
  slug TEXT NOT NULL,
  kicker TEXT NOT NULL DEFAULT '',
  headline TEXT NOT NULL,
  standfirst TEXT NOT NULL DEFAULT '',
  body TEXT NOT NULL,
  excerpt TEXT NOT NULL,
  picture TEXT,
  reading_minutes BIGINT NOT NULL,
  status TEXT NOT NULL CONSTRAINT articles_status_known CHECK (status IN ('draft', 'published', 'withdrawn')),
  published_at BIGINT,
  updated_at BIGINT,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  translation_group TEXT NOT NULL,
  CONSTRAINT articles_slug_taken UNIQUE (language, slug),
  CONSTRAINT articles_translated_once UNIQUE (translation_group, language),
  CONSTRAINT articles_published_with_time CHECK (status <> 'published' OR published_at IS NOT NULL)
);
CREATE INDEX articles_latest ON articles (language, status, published_at, id);
CREATE INDEX articles_of_section ON articles (section_id, status, published_at, id);

-- listed_at repeats the article's published_at while it is published and is NULL otherwise,
-- so that a list by author or tag is one walk along an index.
CREATE TABLE article_authors (
  article_id BIGINT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  author_id BIGINT NOT NULL REFERENCES authors (id),
  position BIGINT NOT NULL,
  listed_at BIGINT,
  PRIMARY KEY (article_id, author_id)
);
CREATE INDEX article_authors_latest ON article_authors (author_id, listed_at, article_id);

CREATE TABLE article_tags (
  article_id BIGINT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  tag_id BIGINT NOT NULL REFERENCES tags (id),
  position BIGINT NOT NULL,
  listed_at BIGINT,
  PRIMARY KEY (article_id, tag_id)
);
CREATE INDEX article_tags_latest ON article_tags (tag_id, listed_at, article_id);

-- Every address an article, section, author or tag ever had leads to it for ever.
CREATE TABLE former_slugs (
  kind TEXT NOT NULL CONSTRAINT former_slugs_kind_known CHECK (kind IN ('article', 'section', 'author', 'tag')),
  language TEXT NOT NULL,
  slug TEXT NOT NULL,
  target_id BIGINT NOT NULL,
  PRIMARY KEY (kind, language, slug)
);
CREATE INDEX former_slugs_of_target ON former_slugs (kind, target_id);

-- Which file an imported article came from, and what the file held then.
CREATE TABLE imported_files (
  source TEXT NOT NULL PRIMARY KEY,
  digest TEXT NOT NULL,
  article_id BIGINT NOT NULL REFERENCES articles (id) ON DELETE CASCADE
);
CREATE INDEX imported_files_by_digest ON imported_files (digest);
CREATE INDEX imported_files_of_article ON imported_files (article_id);
