-- Merging other offices' files. One record of the chain brings batches, files
-- and excluded rows of many records of other chains, and all that was done to
-- a response there.

-- Survey files that were merged into this one.
CREATE TABLE merged_file (
    record_id INTEGER NOT NULL REFERENCES record DEFERRABLE INITIALLY DEFERRED, -- the merge
    position  INTEGER NOT NULL, -- 1, 2, 3 ... within the merge
    name      TEXT NOT NULL,    -- name of the file, without its folder
    n_records INTEGER NOT NULL, -- records of its own chain at that time
    head      BLOB NOT NULL,    -- hash of the last of them
    PRIMARY KEY (record_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE new_revision (
    seq       INTEGER NOT NULL REFERENCES response DEFERRABLE INITIALLY DEFERRED, -- the response
    record_id INTEGER NOT NULL REFERENCES record DEFERRABLE INITIALLY DEFERRED,   -- the change
    position  INTEGER NOT NULL, -- 1, 2, 3 ... within the record
    content   BLOB NOT NULL,    -- the response before it, in the canonical encoding
    at_ms     INTEGER,          -- a merge brought it: when it was made, in its own file; else NULL
    actor     TEXT,             -- the same: who made it
    action    TEXT,             -- the same: void, amend
    reason    TEXT,             -- the same: why
    PRIMARY KEY (seq, record_id, position)
) STRICT, WITHOUT ROWID;
INSERT INTO new_revision (seq, record_id, position, content)
SELECT seq, record_id, row_number() OVER (PARTITION BY record_id ORDER BY seq), content
FROM revision;
DROP TABLE revision;
-- What a response was before each change. The first is what came in.
ALTER TABLE new_revision RENAME TO revision;
CREATE INDEX revision_by_record ON revision (record_id, position);

CREATE TABLE new_excluded (
    record_id  INTEGER NOT NULL REFERENCES record DEFERRABLE INITIALLY DEFERRED, -- the import or merge
    position   INTEGER NOT NULL,                   -- 1, 2, 3 ... within the record
    row        INTEGER NOT NULL,                   -- row in the file
    form_id    INTEGER NOT NULL REFERENCES form,   -- questionnaire
    unit_id    INTEGER,                            -- office; NULL: not known
    service_id INTEGER,                            -- service; NULL: not known
    month      INTEGER,                            -- year * 12 + month - 1; NULL: not known
    day        INTEGER,                            -- day; 0: only the month is known; NULL: not known
    reason     TEXT NOT NULL,                      -- what was wrong
    origin     BLOB,                               -- a merge brought it: hash of the record of the import, in its own file; else NULL
    PRIMARY KEY (record_id, position)
) STRICT, WITHOUT ROWID;
INSERT INTO new_excluded (record_id, position, row, form_id, unit_id, service_id, month, day, reason)
SELECT record_id, row_number() OVER (PARTITION BY record_id ORDER BY row), row, form_id, unit_id,
       service_id, month, day, reason
FROM excluded;
DROP TABLE excluded;
-- Rows of imported files that could not be used (--skip-bad). Never raw cells.
ALTER TABLE new_excluded RENAME TO excluded;

CREATE TABLE new_source (
    source_id  INTEGER PRIMARY KEY,                 -- local number
    record_id  INTEGER NOT NULL REFERENCES record DEFERRABLE INITIALLY DEFERRED,  -- record of the chain that brought it
    name       TEXT NOT NULL,                       -- name of the file, without its folder
    size_bytes INTEGER NOT NULL,                    -- its size
    digest     BLOB NOT NULL,                       -- BLAKE2b-256 of its bytes and of the options that give its rows a meaning
    n_rows     INTEGER NOT NULL,                    -- respondent rows in it, good and bad
    rows       BLOB NOT NULL,                       -- BLAKE2b-256 over the hashes of its rows, in order
    sketch     BLOB NOT NULL,                       -- smallest row hashes with their counts: how much another file overlaps
    origin     BLOB                                 -- a merge brought it: hash of the record of the import, in its own file; else NULL
) STRICT;
INSERT INTO new_source (source_id, record_id, name, size_bytes, digest, n_rows, rows, sketch)
SELECT source_id, record_id, name, size_bytes, digest, n_rows, rows, sketch FROM source;
DROP TABLE source;
-- Files that were imported, to know them again.
ALTER TABLE new_source RENAME TO source;
