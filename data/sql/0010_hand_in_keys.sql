-- The key as the device made it. It begins with its time, so that keys that come
-- in together stand together: a digest of it made every commit of a busy server
-- write one page of this table for each response. Digests of before stay.
CREATE TABLE hand_in_3 (
    key   BLOB PRIMARY KEY,          -- as the device made it, ASCII; of version 9 and before its BLAKE2b-256
    seq   INTEGER NOT NULL,          -- the response: response.seq; no foreign key: it is written before its response
    at_ms INTEGER NOT NULL           -- when it came in, Unix milliseconds
) STRICT, WITHOUT ROWID;
INSERT INTO hand_in_3 SELECT key, seq, at_ms FROM hand_in;
DROP TABLE hand_in;
ALTER TABLE hand_in_3 RENAME TO hand_in;
