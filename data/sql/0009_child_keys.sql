-- Responses are stored after what refers to them: without these, SQLite looks for
-- each one among all ids and times of the file (foreign keys that are checked at
-- the end), and an import of rows with ids takes time by the square.
CREATE INDEX external_id_by_seq ON external_id (seq);
CREATE INDEX stamped_row_by_seq ON stamped_row (seq);
