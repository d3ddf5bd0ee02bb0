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
    seq    INTEGER PRIMARY KEY REFERENCES response DEFERRABLE INITIALLY DEFERRED, -- the response
    device INTEGER NOT NULL                   -- tells devices of one day apart, 1..65535, by a salt that is never stored
) STRICT;
