-- What is put behind the report of an office and period: photos of the survey and
-- of its publication, and what the Forum Konsultasi Publik came to.
CREATE TABLE annex (
    annex_id  INTEGER PRIMARY KEY,              -- local number
    record_id INTEGER NOT NULL REFERENCES record DEFERRABLE INITIALLY DEFERRED, -- record of the chain that brought it
    unit_id   INTEGER NOT NULL REFERENCES unit, -- office
    period    TEXT NOT NULL,                    -- period as written
    kind      INTEGER NOT NULL,                 -- 0: photo, 1: Forum Konsultasi Publik
    day       TEXT NOT NULL,                    -- when it was, ISO date
    caption   TEXT NOT NULL,                    -- what is seen; what the forum was about
    place     TEXT NOT NULL,                    -- where; ''
    attended  INTEGER NOT NULL,                 -- how many came to the forum; -1: not noted
    note      TEXT NOT NULL,                    -- what the forum agreed on; ''
    image     BLOB NOT NULL,                    -- JPEG or PNG without what a camera writes beside it; empty: none
    digest    BLOB NOT NULL                     -- BLAKE2b-256 of the image
) STRICT;
CREATE INDEX annex_by_unit ON annex (unit_id, period);
