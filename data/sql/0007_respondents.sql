-- Respondents who fill in by themselves: tickets, and hand-ins that came in too
-- fast. Neither table says who somebody is, and a ticket does not lead to the
-- response that was given with it. Both come and go without a digest of their
-- own in the audit chain; making tickets leaves a record.

-- One-time codes on slips. There is no time of use: it would lead to the response.
CREATE TABLE ticket (
    code       BLOB PRIMARY KEY,              -- BLAKE2b-256 of the code on the slip
    unit_id    INTEGER NOT NULL REFERENCES unit, -- office it is for
    service_id INTEGER NOT NULL,              -- service it is for; 0: any of the office
    day        TEXT NOT NULL,                 -- the only day it is valid, ISO date
    is_used    INTEGER NOT NULL               -- 1: an answer was given with it
) STRICT, WITHOUT ROWID;
CREATE INDEX ticket_by_day ON ticket (unit_id, day);

-- Responses from phones that came in faster than one device should send them:
-- for the audit, which tells of them; nothing is taken out.
CREATE TABLE hasty (
    seq    INTEGER PRIMARY KEY,               -- the response: response.seq; no foreign key, see hand_in
    device INTEGER NOT NULL                   -- tells devices of one day apart, 1..65535, by a salt that is never stored
) STRICT;

-- Responses that a device may hand in twice: each is stored once. Without a
-- foreign key: it is written before its response, and while one such row waits
-- for its parent, SQLite looks through every table that names responses.
CREATE TABLE hand_in_2 (
    key   BLOB PRIMARY KEY,          -- BLAKE2b-256 of the key that the device made
    seq   INTEGER NOT NULL,          -- the response: response.seq
    at_ms INTEGER NOT NULL           -- when it came in, Unix milliseconds
) STRICT, WITHOUT ROWID;
INSERT INTO hand_in_2 SELECT key, seq, at_ms FROM hand_in;
DROP TABLE hand_in;
ALTER TABLE hand_in_2 RENAME TO hand_in;
