-- Who may do what on the web, and what the web face must remember. Accounts are
-- a register of the audit chain; sessions, devices, attempts and drafts come and
-- go without a record. No table says anything about respondents.

-- People who work with the survey.
CREATE TABLE account (
    account_id  INTEGER PRIMARY KEY,     -- local number
    login       TEXT NOT NULL UNIQUE,    -- name at sign-in: lower-case letters, digits, . _ -
    role        INTEGER NOT NULL CHECK (role BETWEEN 1 AND 4), -- 1 petugas, 2 analis, 3 pimpinan, 4 admin
    unit_id     INTEGER REFERENCES unit, -- sees this office and those below it; NULL: all
    password    TEXT NOT NULL,           -- argon2id, as libsodium writes it
    must_change INTEGER NOT NULL,        -- 1: the password was set by someone else
    created_ms  INTEGER NOT NULL,        -- when it was made, Unix milliseconds
    disabled_ms INTEGER                  -- when it was closed; NULL: open
) STRICT;

-- Who is signed in.
CREATE TABLE session (
    token      BLOB PRIMARY KEY,                      -- BLAKE2b-256 of the cookie's token
    account_id INTEGER NOT NULL REFERENCES account,   -- who
    created_ms INTEGER NOT NULL,                      -- when signed in
    idle_ms    INTEGER NOT NULL,                      -- ends at this time unless it is used before
    expires_ms INTEGER NOT NULL                       -- ends at this time in any case
) STRICT, WITHOUT ROWID;
CREATE INDEX session_by_account ON session (account_id);

-- Browsers from which someone has signed in before: guessing elsewhere does not
-- slow them.
CREATE TABLE known_device (
    token      BLOB PRIMARY KEY,                    -- BLAKE2b-256 of the cookie's token
    account_id INTEGER NOT NULL REFERENCES account, -- whose sign-in it was
    used_ms    INTEGER NOT NULL                     -- last sign-in
) STRICT, WITHOUT ROWID;
CREATE INDEX known_device_by_account ON known_device (account_id);

-- Failed sign-ins since the last good one: each further one must wait longer.
CREATE TABLE attempt (
    who      BLOB PRIMARY KEY,   -- BLAKE2b-256 of the login, or of login and known device
    n_failed INTEGER NOT NULL,   -- how often
    last_ms  INTEGER NOT NULL    -- the last one, Unix milliseconds
) STRICT, WITHOUT ROWID;

-- Sheets in progress: they survive a closed browser and a power cut.
CREATE TABLE draft (
    account_id INTEGER NOT NULL REFERENCES account, -- whose
    name       TEXT NOT NULL,                       -- page and sheet, e.g. loket
    content    TEXT NOT NULL,                       -- as the page wrote it
    saved_ms   INTEGER NOT NULL,                    -- when
    PRIMARY KEY (account_id, name)
) STRICT, WITHOUT ROWID;

-- Responses that a device may hand in twice: each is stored once.
CREATE TABLE hand_in (
    key BLOB PRIMARY KEY,           -- BLAKE2b-256 of the key that the device made
    seq INTEGER NOT NULL REFERENCES response DEFERRABLE INITIALLY DEFERRED, -- the response
    at_ms INTEGER NOT NULL          -- when it came in, Unix milliseconds
) STRICT, WITHOUT ROWID;
