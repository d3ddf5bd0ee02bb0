-- One survey file: who is measured, what was answered, and the chain of what
-- was done to it. Every table and every column says what it is; the texts stay
-- in the file (select sql from sqlite_master).

-- What the survey as a whole is called and uses.
CREATE TABLE setting (
    name  TEXT PRIMARY KEY,  -- 'name' (of the survey) or 'form' (id of the default form)
    value TEXT NOT NULL      -- its value
) STRICT, WITHOUT ROWID;

-- Questionnaires in use. An answered form is never changed, only succeeded.
CREATE TABLE form (
    form_id INTEGER PRIMARY KEY,  -- local number
    id      TEXT NOT NULL UNIQUE, -- id of the questionnaire, e.g. permenpanrb-14-2017
    tables  BLOB NOT NULL         -- its seven CSV tables: name, NUL, bytes, NUL, one after another
) STRICT;

-- Questions of the forms, for people who come with plain SQL.
CREATE TABLE form_question (
    form_id  INTEGER NOT NULL REFERENCES form,  -- the form
    position INTEGER NOT NULL,                  -- 1-based question number: position in response.answers
    element  TEXT NOT NULL,                     -- key of the element (unsur)
    code     TEXT NOT NULL,                     -- code of the element, e.g. U3
    question TEXT NOT NULL,                     -- wording
    PRIMARY KEY (form_id, position)
) STRICT, WITHOUT ROWID;

-- Offices (unit), a tree.
CREATE TABLE unit (
    unit_id   INTEGER PRIMARY KEY,      -- local number
    code      TEXT NOT NULL,            -- code as given
    code_key  TEXT NOT NULL UNIQUE,     -- code, case and spaces folded
    name      TEXT NOT NULL,            -- name as given
    name_key  TEXT NOT NULL,            -- name, case and spaces folded
    parent_id INTEGER REFERENCES unit   -- office above; NULL at the top
) STRICT;
CREATE INDEX unit_by_name ON unit (name_key);
CREATE INDEX unit_by_parent ON unit (parent_id);

-- Services (layanan) of an office.
CREATE TABLE service (
    service_id INTEGER PRIMARY KEY,              -- local number
    unit_id    INTEGER NOT NULL REFERENCES unit, -- office that gives the service
    name       TEXT NOT NULL,                    -- name as given
    name_key   TEXT NOT NULL,                    -- name, case and spaces folded
    UNIQUE (unit_id, name_key)
) STRICT;

-- How many people were served: the population of the sample.
CREATE TABLE volume (
    unit_id    INTEGER NOT NULL REFERENCES unit, -- office
    service_id INTEGER NOT NULL,                 -- service; 0: the office as a whole
    period     TEXT NOT NULL,                    -- period as written: 2026, 2026-S1, 2026-TW1, 2026-03, from..to
    n_served   INTEGER NOT NULL CHECK (n_served >= 0), -- people served
    PRIMARY KEY (unit_id, service_id, period)
) STRICT, WITHOUT ROWID;

-- Yearly targets.
CREATE TABLE target (
    unit_id        INTEGER NOT NULL REFERENCES unit, -- office
    year           INTEGER NOT NULL,                 -- calendar year
    ikm_hundredths INTEGER NOT NULL CHECK (ikm_hundredths BETWEEN 0 AND 10000), -- target IKM x 100
    PRIMARY KEY (unit_id, year)
) STRICT, WITHOUT ROWID;

-- Figures published before this file began: for trends, marked as such.
CREATE TABLE history (
    unit_id        INTEGER NOT NULL REFERENCES unit, -- office
    period         TEXT NOT NULL,                    -- period as written
    form           TEXT NOT NULL,                    -- id of the form it was measured with
    ikm_hundredths INTEGER NOT NULL CHECK (ikm_hundredths BETWEEN 0 AND 10000), -- published IKM x 100
    n_responses    INTEGER NOT NULL CHECK (n_responses > 0), -- respondents behind it
    PRIMARY KEY (unit_id, period, form)
) STRICT, WITHOUT ROWID;

-- Clerks and devices that took responses in; never respondents.
CREATE TABLE operator (
    operator_id INTEGER PRIMARY KEY,  -- local number
    name        TEXT NOT NULL UNIQUE  -- login or name of the clerk or device
) STRICT;

-- The audit chain: every change is one appended record.
CREATE TABLE record (
    record_id INTEGER PRIMARY KEY,  -- 1, 2, 3 ... without gaps
    at_ms     INTEGER NOT NULL,     -- when, Unix milliseconds
    actor     TEXT NOT NULL,        -- who: --as, the login name, or the web account
    action    TEXT NOT NULL,        -- what was done: init unit service volume target history form record import void amend merge
    subject   TEXT NOT NULL,        -- to what: a code, a file name, an id
    reason    TEXT NOT NULL,        -- why (void, amend); else ''
    changed   BLOB NOT NULL,        -- BLAKE2b-256 of what was added or changed
    registers BLOB NOT NULL,        -- BLAKE2b-256 of each register table afterwards (16 bytes each)
    previous  BLOB NOT NULL,        -- hash of the record before; zeros for the first
    hash      BLOB NOT NULL         -- BLAKE2b-256 over all columns above
) STRICT;

-- Responses that came in together: one record or group, one import, one merge.
CREATE TABLE batch (
    batch_id     INTEGER PRIMARY KEY,                 -- local number, in order of arrival
    record_id    INTEGER NOT NULL REFERENCES record DEFERRABLE INITIALLY DEFERRED,  -- record of the chain that brought it
    first_seq    INTEGER NOT NULL,                    -- first response.seq; the others follow without gap
    n_responses  INTEGER NOT NULL,                    -- how many responses
    id_base      BLOB NOT NULL UNIQUE,                -- first 12 bytes of their UUIDv7; the last 4 count 0, 1, 2 ...
    digest       BLOB NOT NULL                        -- BLAKE2b-256 over the responses as they came in
) STRICT;

CREATE UNIQUE INDEX batch_by_seq ON batch (first_seq);
CREATE INDEX batch_by_record ON batch (record_id);

-- Files that were imported, to know them again.
CREATE TABLE source (
    source_id  INTEGER PRIMARY KEY,                 -- local number
    record_id  INTEGER NOT NULL REFERENCES record DEFERRABLE INITIALLY DEFERRED,  -- record of the chain that brought it
    name       TEXT NOT NULL,                       -- name of the file, without its folder
    size_bytes INTEGER NOT NULL,                    -- its size
    digest     BLOB NOT NULL,                       -- BLAKE2b-256 of its bytes and of the options that give its rows a meaning
    n_rows     INTEGER NOT NULL,                    -- respondent rows in it, good and bad
    rows       BLOB NOT NULL,                       -- BLAKE2b-256 over the hashes of its rows, in order
    sketch     BLOB NOT NULL                        -- smallest row hashes with their counts: how much another file overlaps
) STRICT;

-- Cells: what figures are asked by. Responses point here.
CREATE TABLE cell (
    cell_id INTEGER PRIMARY KEY,              -- local number
    unit_id INTEGER NOT NULL REFERENCES unit, -- office
    form_id INTEGER NOT NULL REFERENCES form, -- questionnaire
    month   INTEGER NOT NULL,                 -- year * 12 + month - 1
    version INTEGER NOT NULL,                 -- goes up with every change in the cell
    UNIQUE (unit_id, form_id, month)
) STRICT;

-- Responses: one row each, answers packed. Foreign keys to and from responses
-- are checked when a change is committed: rows of a change come in groups.
CREATE TABLE response (
    seq         INTEGER PRIMARY KEY,              -- order of arrival; with batch it gives the UUIDv7
    cell_id     INTEGER NOT NULL,                 -- office, form and month: cell.cell_id; verify checks it, a foreign key would cost a tenth of every import
    answers     BLOB NOT NULL,                    -- four bits a question, in the form's order: 1..scale, 0 not answered; hex(answers) reads them
    state       INTEGER NOT NULL,                 -- 0 used, 1 void, 2 excluded
    day         INTEGER NOT NULL,                 -- day of the month of service; 0: only the month is known
    service_id  INTEGER NOT NULL,                 -- service; 0: not filled in
    second      INTEGER,                          -- second of the day; NULL: unknown
    hour        INTEGER NOT NULL,                 -- hour band: 0 none, 1 08.00-12.00, 2 13.00-17.00, 3 other
    channel     INTEGER NOT NULL,                 -- 1 loket, 2 kios, 3 mandiri, 4 impor, 5 other
    operator_id INTEGER NOT NULL,                 -- clerk or device; 0: none
    gender      INTEGER NOT NULL,                 -- code of data/respondent.c; 0: not filled in
    age         INTEGER NOT NULL,                 -- years; 121..126: the band alone, <20 .. 60+; 0: not filled in, 255: no age
    education   INTEGER NOT NULL,                 -- code of data/respondent.c; 0: not filled in
    occupation  INTEGER NOT NULL,                 -- code of data/respondent.c; 0: not filled in
    disability  INTEGER NOT NULL,                 -- code of data/respondent.c; 0: not filled in
    sheet       TEXT                              -- number on the paper sheet or in the file; NULL: none
) STRICT;
CREATE INDEX response_by_cell ON response (cell_id);

-- Texts of a response.
CREATE TABLE response_text (
    seq   INTEGER NOT NULL REFERENCES response DEFERRABLE INITIALLY DEFERRED,  -- the response
    field INTEGER NOT NULL,                      -- 0 comment (saran); 1 + field of the respondent block: what stood there, booked as "lainnya"
    text  TEXT NOT NULL,                         -- as written
    PRIMARY KEY (seq, field)
) STRICT, WITHOUT ROWID;

-- Causes of low scores.
CREATE TABLE response_cause (
    seq     INTEGER NOT NULL REFERENCES response DEFERRABLE INITIALLY DEFERRED,  -- the response
    element INTEGER NOT NULL,                      -- 1-based number of the element in its form
    code    INTEGER NOT NULL,                      -- code of the form's list; 0: only a text
    text    TEXT NOT NULL,                         -- as written; ''
    PRIMARY KEY (seq, element)
) STRICT, WITHOUT ROWID;

-- Identities given by files: an id is one only together with the office.
CREATE TABLE external_id (
    unit_id  INTEGER NOT NULL REFERENCES unit,     -- office
    id       TEXT NOT NULL,                        -- id as given
    row_hash INTEGER NOT NULL,                     -- hash of the row's content
    seq      INTEGER NOT NULL REFERENCES response DEFERRABLE INITIALLY DEFERRED, -- the response
    PRIMARY KEY (unit_id, id)
) STRICT, WITHOUT ROWID;

-- Rows of files with second-exact times: to know a row of a grown file again.
CREATE TABLE stamped_row (
    unit_id  INTEGER NOT NULL REFERENCES unit,     -- office
    form_id  INTEGER NOT NULL REFERENCES form,     -- questionnaire
    second   INTEGER NOT NULL,                     -- (year * 12 + month - 1) * 32 + day, times 86400, plus second of the day
    seq      INTEGER NOT NULL REFERENCES response DEFERRABLE INITIALLY DEFERRED, -- the response
    row_hash INTEGER NOT NULL,                     -- hash of the row's content
    PRIMARY KEY (unit_id, form_id, second, seq)
) STRICT, WITHOUT ROWID;

-- Bad rows of such files that were booked as excluded: to know them again.
CREATE TABLE stamped_excluded (
    unit_id  INTEGER NOT NULL REFERENCES unit, -- office
    form_id  INTEGER NOT NULL REFERENCES form, -- questionnaire
    second   INTEGER NOT NULL,                 -- as in stamped_row
    row_hash INTEGER NOT NULL,                 -- hash of the row's content
    n_rows   INTEGER NOT NULL,                 -- how many such rows were booked
    PRIMARY KEY (unit_id, form_id, second, row_hash)
) STRICT, WITHOUT ROWID;

-- Rows of imported files that could not be used (--skip-bad). Never raw cells.
CREATE TABLE excluded (
    record_id  INTEGER NOT NULL REFERENCES record DEFERRABLE INITIALLY DEFERRED, -- the import
    row        INTEGER NOT NULL,                   -- row in the file
    form_id    INTEGER NOT NULL REFERENCES form,   -- questionnaire
    unit_id    INTEGER,                            -- office; NULL: not known
    service_id INTEGER,                            -- service; NULL: not known
    month      INTEGER,                            -- year * 12 + month - 1; NULL: not known
    day        INTEGER,                            -- day; 0: only the month is known; NULL: not known
    reason     TEXT NOT NULL,                      -- what was wrong
    PRIMARY KEY (record_id, row)
) STRICT, WITHOUT ROWID;

-- What a response was before each change. The first is what came in.
CREATE TABLE revision (
    seq       INTEGER NOT NULL REFERENCES response DEFERRABLE INITIALLY DEFERRED, -- the response
    record_id INTEGER NOT NULL REFERENCES record DEFERRABLE INITIALLY DEFERRED,   -- the change
    content   BLOB NOT NULL,                        -- the response before it, in the canonical encoding
    PRIMARY KEY (seq, record_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX revision_by_record ON revision (record_id);

-- Rollup, narrow: counts of a cell. Never the truth: rebuilt when stale.
CREATE TABLE rollup_month (
    cell_id INTEGER PRIMARY KEY REFERENCES cell, -- the cell
    version INTEGER NOT NULL,                    -- cell.version it was made from
    counts  BLOB NOT NULL                        -- counts as LEB128, in the order of data/store/rollup.c
) STRICT;

-- Rollup, wide: cross-products of an office, form and quarter. Never the truth.
CREATE TABLE rollup_quarter (
    unit_id INTEGER NOT NULL REFERENCES unit, -- office
    form_id INTEGER NOT NULL REFERENCES form, -- questionnaire
    quarter INTEGER NOT NULL,                 -- year * 4 + quarter - 1
    version INTEGER NOT NULL,                 -- sum of cell.version it was made from
    sums    BLOB NOT NULL,                    -- 64-bit sums, see data/cross.h
    PRIMARY KEY (unit_id, form_id, quarter)
) STRICT, WITHOUT ROWID;

-- For plain SQL: one row a response, in words.
CREATE VIEW respons AS
SELECT lower(substr(hex(b.id_base), 1, 8) || '-' || substr(hex(b.id_base), 9, 4) || '-' ||
       substr(hex(b.id_base), 13, 4) || '-' || substr(hex(b.id_base), 17, 4) || '-' ||
       substr(hex(b.id_base), 21, 4) || printf('%08x', r.seq - b.first_seq)) AS id,
       u.code AS unit, u.name AS nama_unit, s.name AS layanan, f.id AS form,
       printf('%04d-%02d', c.month / 12, c.month % 12 + 1) ||
           CASE r.day WHEN 0 THEN '' ELSE printf('-%02d', r.day) END AS tanggal,
       CASE r.state WHEN 0 THEN 'dipakai' WHEN 1 THEN 'batal' ELSE 'dikecualikan' END AS status,
       hex(r.answers) AS jawaban,
       (SELECT text FROM response_text t WHERE t.seq = r.seq AND t.field = 0) AS saran,
       r.seq AS seq
FROM response r
JOIN cell c ON c.cell_id = r.cell_id
JOIN unit u ON u.unit_id = c.unit_id
JOIN form f ON f.form_id = c.form_id
JOIN batch b ON b.batch_id = (SELECT batch_id FROM batch WHERE first_seq <= r.seq ORDER BY first_seq DESC LIMIT 1)
LEFT JOIN service s ON s.service_id = r.service_id;

-- For plain SQL: one row an answer; skor is NULL where it was not answered.
CREATE VIEW jawaban_panjang AS
SELECT p.id, p.unit, p.layanan, p.form, p.tanggal, p.status,
       q.position AS nomor, q.element AS unsur, q.code AS kode,
       nullif(instr('123456789A', substr(p.jawaban, q.position, 1)), 0) AS skor
FROM respons p
JOIN form f ON f.id = p.form
JOIN form_question q ON q.form_id = f.form_id;
