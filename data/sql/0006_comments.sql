-- Comments by their words, and the elements that people say they speak of.

-- The comments alone.
CREATE VIEW comment AS
SELECT seq, text FROM response_text WHERE field = 0;

-- Words of the comments: an index only, kept in step by the store, many comments
-- at a time (triggers would make an import four times as long). The texts stay
-- in response_text.
CREATE VIRTUAL TABLE comment_words USING fts5(
    text,  -- the comment
    content = 'comment', content_rowid = 'seq', columnsize = 0,
    tokenize = 'unicode61 remove_diacritics 2'
);
INSERT INTO comment_words (comment_words) VALUES ('rebuild');

-- What element a comment speaks of. Nothing is erased: of the rows about one
-- response and element the last counts.
CREATE TABLE comment_tag (
    record_id INTEGER NOT NULL REFERENCES record DEFERRABLE INITIALLY DEFERRED,   -- the change
    position  INTEGER NOT NULL,                     -- 1, 2, 3 ... within the record
    seq       INTEGER NOT NULL REFERENCES response DEFERRABLE INITIALLY DEFERRED, -- the response
    element   INTEGER NOT NULL,                     -- 1-based number of the element in its form
    is_set    INTEGER NOT NULL CHECK (is_set IN (0, 1)), -- 1: it speaks of it; 0: taken back
    at_ms     INTEGER,                              -- a merge brought it: when it was said, in its own file; else NULL
    actor     TEXT,                                 -- the same: by whom
    PRIMARY KEY (record_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX comment_tag_by_response ON comment_tag (seq, record_id, position);
CREATE INDEX comment_tag_by_element ON comment_tag (element, seq);

-- Sheets are found by the number on their paper.
CREATE INDEX response_by_sheet ON response (sheet) WHERE sheet IS NOT NULL;
