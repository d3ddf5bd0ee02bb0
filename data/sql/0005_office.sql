-- What an office's own papers say: letterhead and signer.

-- Data of an office, or of the survey as a whole; an office without a row of its
-- own takes what the office above it has.
CREATE TABLE office (
    unit_id INTEGER NOT NULL, -- the office; 0: the survey as a whole
    name    TEXT NOT NULL,    -- which: office_name address signer_nip ... (data/store_office.h)
    value   TEXT NOT NULL,    -- as typed; never ''
    PRIMARY KEY (unit_id, name)
) STRICT, WITHOUT ROWID;
