-- Files are originals as they are held, one row per content. Documents are
-- what is read from them; today one file is one document with the same name
-- (documents.id = files.sha), later a file may hold several.
CREATE TABLE files (
  n          INTEGER PRIMARY KEY,
  sha        TEXT NOT NULL UNIQUE,      -- 64 lower-case hexadecimal digits
  bytes      INTEGER NOT NULL,
  media_type TEXT NOT NULL,
  added      INTEGER NOT NULL           -- times are milliseconds since 1970, UTC
);

CREATE TABLE documents (
  n          INTEGER PRIMARY KEY,
  id         TEXT NOT NULL UNIQUE,
  file       INTEGER NOT NULL REFERENCES files(n),
  name       TEXT NOT NULL,             -- of its first source
  state      TEXT NOT NULL,             -- pending, done, aside, withdrawn
  seq        INTEGER,                   -- of its last change that a reader of records can see
  added      INTEGER NOT NULL,
  kept       INTEGER,
  revision   TEXT NOT NULL DEFAULT '',  -- of the extractor that made the record
  pages      INTEGER NOT NULL DEFAULT 0,
  type       TEXT NOT NULL DEFAULT '',
  number     TEXT NOT NULL DEFAULT '',
  number_key TEXT NOT NULL DEFAULT '',  -- as it is compared: see numberKey
  issued     TEXT NOT NULL DEFAULT '',
  issuer     TEXT NOT NULL DEFAULT '',
  subject    TEXT NOT NULL DEFAULT ''
);
CREATE INDEX documents_by_seq ON documents(seq) WHERE seq IS NOT NULL;
CREATE INDEX documents_by_number ON documents(number_key) WHERE number_key <> '';

CREATE TABLE sources (
  document INTEGER NOT NULL REFERENCES documents(n),
  name     TEXT NOT NULL,               -- the path as given, valid UTF-8
  run      INTEGER NOT NULL REFERENCES runs(id), -- that saw it first
  PRIMARY KEY (document, name)
) WITHOUT ROWID;

-- The reader's raw output. The text stands apart from the geometry, so that an
-- index can be built without unpacking words and boxes.
CREATE TABLE pages (
  document   INTEGER NOT NULL REFERENCES documents(n),
  page       INTEGER NOT NULL,          -- from 1
  method     TEXT NOT NULL,
  characters INTEGER NOT NULL,
  text       BLOB NOT NULL,             -- zstd of the text
  rest       BLOB NOT NULL,             -- zstd of the page's JSON without its text
  PRIMARY KEY (document, page)
);

CREATE TABLE records (
  document INTEGER PRIMARY KEY REFERENCES documents(n),
  body     BLOB NOT NULL                -- zstd of the record's JSON
);

CREATE TABLE citations (
  document   INTEGER NOT NULL REFERENCES documents(n),
  ord        INTEGER NOT NULL,          -- from 0, as in the record
  type       TEXT NOT NULL,
  number     TEXT NOT NULL,
  number_key TEXT NOT NULL,
  issued     TEXT NOT NULL,
  issuer     TEXT NOT NULL,
  relation   TEXT NOT NULL,
  confidence REAL NOT NULL,
  PRIMARY KEY (document, ord)
) WITHOUT ROWID;
CREATE INDEX citations_by_number ON citations(number_key) WHERE number_key <> '';

-- The durable orders to work on a document. run is the run that answers for
-- the document, owner the one that holds or last held the lease.
CREATE TABLE jobs (
  document    INTEGER NOT NULL REFERENCES documents(n),
  stage       TEXT NOT NULL,
  revision    TEXT NOT NULL,
  state       TEXT NOT NULL,            -- queued, leased, done, aside
  run         INTEGER NOT NULL REFERENCES runs(id),
  owner       INTEGER REFERENCES runs(id),
  lease_until INTEGER,
  tries       INTEGER NOT NULL DEFAULT 0,
  seen        INTEGER NOT NULL DEFAULT 0, -- pages that were saved when it was last leased
  PRIMARY KEY (document, stage)
) WITHOUT ROWID;
CREATE INDEX jobs_open ON jobs(run, state, document) WHERE state IN ('queued', 'leased');

CREATE TABLE runs (
  id         INTEGER PRIMARY KEY,
  kind       TEXT NOT NULL,
  args       TEXT NOT NULL,             -- JSON array
  host       TEXT NOT NULL,
  boot       TEXT NOT NULL,             -- of the kernel: names one start of it
  space      TEXT NOT NULL,             -- of process ids
  pid        INTEGER NOT NULL,
  born       INTEGER NOT NULL,          -- start of the process, clock ticks since boot; 0: unknown
  began      INTEGER NOT NULL,
  heard      INTEGER NOT NULL,          -- when it last wrote here
  ended      INTEGER,
  summary    TEXT,                      -- JSON, as the caller gave it at the end
  files      INTEGER NOT NULL DEFAULT 0, -- the ledger's own account
  documents  INTEGER NOT NULL DEFAULT 0,
  duplicates INTEGER NOT NULL DEFAULT 0,
  set_aside  INTEGER NOT NULL DEFAULT 0,
  unchanged  INTEGER NOT NULL DEFAULT 0,
  passed_on  INTEGER NOT NULL DEFAULT 0, -- of files: finished or taken over by another run
  resumed    INTEGER NOT NULL DEFAULT 0  -- not of files: finished for another run
);

CREATE TABLE problems (
  n        INTEGER PRIMARY KEY,
  document INTEGER REFERENCES documents(n), -- null: no original is held
  name     TEXT NOT NULL,
  path     BLOB,                        -- where to find the file again, byte for byte; null where an original is held
  run      INTEGER NOT NULL REFERENCES runs(id),
  kind     TEXT NOT NULL,
  message  TEXT NOT NULL,
  hint     TEXT NOT NULL,
  page     INTEGER NOT NULL,
  at       INTEGER NOT NULL,
  resolved INTEGER
);
CREATE INDEX problems_open_by_document ON problems(document) WHERE resolved IS NULL AND document IS NOT NULL;
CREATE INDEX problems_open_by_name ON problems(name) WHERE resolved IS NULL AND document IS NULL;

CREATE TABLE counters (
  name  TEXT PRIMARY KEY,
  value INTEGER NOT NULL
) WITHOUT ROWID;
INSERT INTO counters VALUES ('seq', 0);
