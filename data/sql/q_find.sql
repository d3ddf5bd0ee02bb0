-- Looking for responses, newest first; tags of comments. Columns of a response
-- stand as in q_responses.sql, then seq and cell_id.

-- name: find_cells
SELECT cell_id, unit_id, form_id, month FROM cell

-- name: find_each
SELECT answers, state, day, service_id, second, hour, channel, operator_id,
       gender, age, education, occupation, disability, sheet, seq, cell_id
FROM response NOT INDEXED WHERE seq < ?1 ORDER BY seq DESC

-- name: find_one
SELECT answers, state, day, service_id, second, hour, channel, operator_id,
       gender, age, education, occupation, disability, sheet, seq, cell_id
FROM response WHERE seq = ?1

-- name: find_in_cell
SELECT seq FROM response WHERE cell_id = ?2 AND seq < ?1

-- name: find_by_words
SELECT rowid FROM comment_words WHERE comment_words MATCH ?2 AND rowid < ?1 ORDER BY rowid DESC

-- name: find_by_tag
SELECT t.seq FROM comment_tag t
WHERE t.element = ?2 AND t.seq < ?1 AND t.is_set = 1
  AND NOT EXISTS (SELECT 1 FROM comment_tag l
                  WHERE l.seq = t.seq AND l.element = t.element
                    AND (l.record_id, l.position) > (t.record_id, t.position))
ORDER BY t.seq DESC

-- name: find_by_sheet
SELECT seq FROM response WHERE sheet = ?2 AND seq < ?1 ORDER BY seq DESC

-- name: operator_by_name
SELECT operator_id FROM operator WHERE name = ?1

-- name: arrival_record
SELECT r.at_ms, r.actor, r.action, r.subject
FROM batch b CROSS JOIN record r ON r.record_id = b.record_id
WHERE b.first_seq <= ?1 ORDER BY b.first_seq DESC LIMIT 1

-- name: tag_add
INSERT INTO comment_tag (record_id, position, seq, element, is_set, at_ms, actor)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)

-- name: tag_of
SELECT t.element, t.is_set, ifnull(t.at_ms, r.at_ms), ifnull(t.actor, r.actor)
FROM comment_tag t JOIN record r ON r.record_id = t.record_id
WHERE t.seq = ?1 ORDER BY t.record_id, t.position

-- name: tag_each
SELECT t.seq, t.element, t.is_set, ifnull(t.at_ms, r.at_ms), ifnull(t.actor, r.actor)
FROM comment_tag t JOIN record r ON r.record_id = t.record_id
ORDER BY t.record_id, t.position

-- name: tag_of_record
SELECT seq, element, is_set, at_ms, actor FROM comment_tag WHERE record_id = ?1 ORDER BY position

-- name: comment_index
INSERT INTO comment_words (rowid, text)
SELECT seq, text FROM response_text WHERE seq BETWEEN ?1 AND ?2 AND field = 0

-- name: comment_forget
INSERT INTO comment_words (comment_words, rowid, text) VALUES ('delete', ?1, ?2)
