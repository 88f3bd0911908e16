-- What batches leave behind: where a document is filed, what was removed, what
-- a watched folder has given, and how like texts are.

-- The boxes, files and fonds that a document was filed under when it came in.
CREATE TABLE labels (
  document INTEGER NOT NULL REFERENCES documents(n),
  kind     TEXT NOT NULL,               -- fonds, file, box
  name     TEXT NOT NULL,
  run      INTEGER NOT NULL REFERENCES runs(id), -- that filed it there
  PRIMARY KEY (document, kind, name)
) WITHOUT ROWID;
CREATE INDEX labels_by_name ON labels(kind, name);
ALTER TABLE problems ADD COLUMN labels TEXT NOT NULL DEFAULT ''; -- JSON; of a file of which no original is held

ALTER TABLE runs ADD COLUMN user TEXT NOT NULL DEFAULT '';      -- as the system knows them

-- The mark as the record has it. Filled from the records after this.
ALTER TABLE documents ADD COLUMN secrecy TEXT NOT NULL DEFAULT '';

-- A removed document keeps its row, so that the index hears of it and the
-- accounts of its runs hold; its original is no longer held.
ALTER TABLE files ADD COLUMN removed INTEGER;                   -- when; null: it is held
CREATE TABLE removals (
  n        INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES documents(n),
  run      INTEGER NOT NULL REFERENCES runs(id),
  at       INTEGER NOT NULL,
  reason   TEXT NOT NULL,
  name     TEXT NOT NULL,               -- of its first source, then
  head     TEXT NOT NULL,               -- type, number, date and issuer, for people
  unlinked INTEGER NOT NULL             -- 0: the original may still lie on the disk
);
CREATE INDEX removals_by_document ON removals(document);
CREATE INDEX removals_open ON removals(n) WHERE unlinked = 0;

-- How a text can be found that is nearly the same: see package near.
CREATE TABLE sketches (
  document INTEGER PRIMARY KEY REFERENCES documents(n),
  form     INTEGER NOT NULL,            -- of the sketch: others cannot be compared with it
  sketch   BLOB NOT NULL                -- empty: the text is too short for one
);

-- The files of watched folders that were taken and left where they lie.
CREATE TABLE watched (
  path    BLOB PRIMARY KEY,             -- absolute
  bytes   INTEGER NOT NULL,
  changed INTEGER NOT NULL              -- the file's time, nanoseconds since 1970
) WITHOUT ROWID;

-- How far a long work has come that goes over all documents.
CREATE TABLE works (
  name  TEXT PRIMARY KEY,
  state TEXT NOT NULL                   -- JSON
) WITHOUT ROWID;
