-- Keyed entry from paper: what the desk must remember beside the responses
-- themselves. It comes and goes without a record of the chain, verdicts excepted,
-- which are a register of it.

-- Sheets that someone keyed in at the desk.
CREATE TABLE desk_sheet (
    account_id INTEGER NOT NULL REFERENCES account, -- who
    at_ms      INTEGER NOT NULL,                    -- when it was stored, Unix milliseconds
    seq        INTEGER NOT NULL REFERENCES response DEFERRABLE INITIALLY DEFERRED, -- the response
    place      INTEGER NOT NULL,                    -- 1, 2, 3 ... among those of this account on that day
    PRIMARY KEY (account_id, at_ms, seq)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX desk_sheet_by_seq ON desk_sheet (seq);

-- Sheets that are keyed a second time, blind, to count keying errors.
CREATE TABLE spot (
    spot_id    INTEGER PRIMARY KEY,  -- local number
    seq        INTEGER NOT NULL UNIQUE REFERENCES response DEFERRABLE INITIALLY DEFERRED, -- the response
    account_id INTEGER NOT NULL REFERENCES account, -- who keyed it, and keys it again
    first      TEXT NOT NULL,        -- what was keyed first, as collect/spot.h writes it
    second     TEXT,                 -- what was keyed again; NULL: it waits
    again_ms   INTEGER,              -- when it was keyed again, Unix milliseconds
    is_forced  INTEGER NOT NULL,     -- 1: the whole batch is keyed again
    verdict_id INTEGER REFERENCES spot_verdict -- the verdict that closed it; NULL: open
) STRICT;
CREATE INDEX spot_by_account ON spot (account_id, seq);

-- What was decided about the sheets of a clerk.
CREATE TABLE spot_verdict (
    verdict_id INTEGER PRIMARY KEY,  -- local number
    account_id INTEGER NOT NULL REFERENCES account, -- whose sheets
    at_ms      INTEGER NOT NULL,     -- when, Unix milliseconds
    judge      TEXT NOT NULL,        -- login of who decided
    is_accepted INTEGER NOT NULL,    -- 1 the batch is accepted, 0 all of it is keyed again
    up_to_seq  INTEGER NOT NULL,     -- the batch ends with this response
    note       TEXT NOT NULL         -- why; ''
) STRICT;
CREATE INDEX spot_verdict_by_account ON spot_verdict (account_id, verdict_id);

-- Blank questionnaires that were printed: numbers are never given twice.
CREATE TABLE paper (
    paper_id     INTEGER PRIMARY KEY,  -- local number
    at_ms        INTEGER NOT NULL,     -- when, Unix milliseconds
    login        TEXT NOT NULL,        -- who printed
    unit_id      INTEGER NOT NULL REFERENCES unit, -- office on the sheets
    service_id   INTEGER NOT NULL,     -- service on the sheets; 0: none
    form         TEXT NOT NULL,        -- id of the questionnaire
    size         TEXT NOT NULL,        -- a4 or f4
    first_number INTEGER NOT NULL UNIQUE, -- number of the first sheet
    n_sheets     INTEGER NOT NULL CHECK (n_sheets > 0) -- how many; numbers follow without gap
) STRICT;
