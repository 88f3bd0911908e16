-- Instruments are cited in many forms ("Nghị quyết 29-NQ/TW", with and without
-- date or issuer), most of them by many documents. A form is one row, and a
-- citation names it; which forms and which held documents are one instrument is
-- asked when it is needed (package instrument), so that a document that arrives
-- later is found by the citations that were there before it.
CREATE TABLE forms (
  n          INTEGER PRIMARY KEY,
  type       TEXT NOT NULL,
  number     TEXT NOT NULL,
  title      TEXT NOT NULL,
  issued     TEXT NOT NULL,
  issuer     TEXT NOT NULL,
  term       TEXT NOT NULL,
  number_key TEXT NOT NULL,             -- as it is compared: see numberKey
  seq        TEXT NOT NULL,             -- of the number, without leading zeros
  name_key   TEXT NOT NULL,             -- type and title, folded; '' without a title
  UNIQUE (number, title, issued, issuer, type, term)
);
CREATE INDEX forms_by_number ON forms(number_key) WHERE number_key <> '';
CREATE INDEX forms_by_seq ON forms(seq) WHERE seq <> '';
CREATE INDEX forms_by_name ON forms(name_key) WHERE name_key <> '';

-- Filled from the records after this.
DROP TABLE citations;
CREATE TABLE citations (
  document   INTEGER NOT NULL REFERENCES documents(n),
  ord        INTEGER NOT NULL,          -- from 0, as in the record
  form       INTEGER NOT NULL REFERENCES forms(n),
  relation   TEXT NOT NULL,
  confidence REAL NOT NULL,
  PRIMARY KEY (document, ord)
) WITHOUT ROWID;
CREATE INDEX citations_by_form ON citations(form, document);

ALTER TABLE documents ADD COLUMN seq_key TEXT NOT NULL DEFAULT '';  -- of the number, as in forms
ALTER TABLE documents ADD COLUMN name_key TEXT NOT NULL DEFAULT ''; -- of a law, as in forms
CREATE INDEX documents_by_seq_key ON documents(seq_key) WHERE seq_key <> '';
CREATE INDEX documents_by_name ON documents(name_key) WHERE name_key <> '';
