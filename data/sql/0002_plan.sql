-- What comes of the figures: the follow-up plan, and what was published where.

-- Follow-up plan (rencana tindak lanjut): a row for every state an item was in;
-- the newest is the item, the others are its history. Rows are only added.
CREATE TABLE plan (
    item_id      INTEGER NOT NULL,                 -- number of the item: 1, 2, 3 ...
    record_id    INTEGER NOT NULL REFERENCES record DEFERRABLE INITIALLY DEFERRED, -- record of the chain that brought it into this state
    unit_id      INTEGER NOT NULL REFERENCES unit, -- office
    period       TEXT NOT NULL,                    -- period whose results it answers, as written: 2026, 2026-S1, 2026-TW1, 2026-03
    form         TEXT NOT NULL,                    -- id of the questionnaire
    element      TEXT NOT NULL,                    -- key of the element (unsur) it is to raise
    service_id   INTEGER NOT NULL,                 -- service it is about; 0: the office as a whole
    cause        TEXT NOT NULL,                    -- cause of the low score; '' when none is known
    remedy       TEXT NOT NULL,                    -- a competence, b SOP and standards, c facilities, d openness
    programme    TEXT NOT NULL,                    -- what will be done
    quarter_from INTEGER NOT NULL,                 -- year * 4 + quarter - 1: begins in
    quarter_to   INTEGER NOT NULL,                 -- the same: ends in
    in_charge    TEXT NOT NULL,                    -- position of the person in charge, never a name
    status       INTEGER NOT NULL,                 -- 0 belum, 1 proses, 2 sudah, 3 dibatalkan
    status_day   TEXT NOT NULL,                    -- since when, ISO date; '' for a new item
    note         TEXT NOT NULL,                    -- what was done, or why not; ''
    evidence     TEXT NOT NULL,                    -- file or address of the evidence; ''
    PRIMARY KEY (item_id, record_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX plan_by_unit ON plan (unit_id, period);

-- What was published, and the figures as they were then.
CREATE TABLE publication (
    publication_id INTEGER PRIMARY KEY,              -- local number
    record_id      INTEGER NOT NULL REFERENCES record DEFERRABLE INITIALLY DEFERRED, -- record of the chain that brought it
    unit_id        INTEGER NOT NULL REFERENCES unit, -- office
    period         TEXT NOT NULL,                    -- period as written; '' is everything
    medium         TEXT NOT NULL,                    -- where: situs web, papan pengumuman, Instagram ...
    day            TEXT NOT NULL,                    -- when, ISO date
    address        TEXT NOT NULL,                    -- address on the web; ''
    photo          TEXT NOT NULL,                    -- file or address of the photo; ''
    figures        TEXT NOT NULL,                    -- the figures as they were published, byte for byte
    digest         BLOB NOT NULL                     -- BLAKE2b-256 of the figures
) STRICT;
CREATE INDEX publication_by_unit ON publication (unit_id, period);
