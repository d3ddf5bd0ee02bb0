-- Responses in and out. Wherever a response is read, its columns stand in this
-- order: answers, state, day, service_id, second, hour, channel, operator_id,
-- gender, age, education, occupation, disability, sheet.

-- name: response_add_pending
-- OR ROLLBACK: without it SQLite keeps a journal for undoing the one statement.
INSERT OR ROLLBACK INTO response (seq, cell_id, answers, state, day, service_id, second, hour,
    channel, operator_id, gender, age, education, occupation, disability, sheet)
SELECT seq, cell_id, answers, state, day, service_id, second, hour,
    channel, operator_id, gender, age, education, occupation, disability, sheet
FROM pending

-- name: response_replace
UPDATE response
SET cell_id = ?2, answers = ?3, state = ?4, day = ?5, service_id = ?6, second = ?7, hour = ?8,
    channel = ?9, operator_id = ?10, gender = ?11, age = ?12, education = ?13, occupation = ?14,
    disability = ?15, sheet = ?16
WHERE seq = ?1

-- name: response_last_seq
SELECT seq FROM response ORDER BY seq DESC LIMIT 1

-- name: response_get
SELECT r.answers, r.state, r.day, r.service_id, r.second, r.hour, r.channel, r.operator_id,
       r.gender, r.age, r.education, r.occupation, r.disability, r.sheet,
       c.unit_id, c.form_id, c.month, c.cell_id
FROM response r JOIN cell c ON c.cell_id = r.cell_id
WHERE r.seq = ?1

-- name: response_of_cell
SELECT answers, state, day, service_id, second, hour, channel, operator_id,
       gender, age, education, occupation, disability, sheet, seq
FROM response WHERE cell_id = ?1 ORDER BY seq

-- name: response_each
SELECT answers, state, day, service_id, second, hour, channel, operator_id,
       gender, age, education, occupation, disability, sheet, seq, cell_id
FROM response ORDER BY seq

-- name: data_version
PRAGMA data_version

-- name: response_answers_each
SELECT cell_id, answers, state FROM response NOT INDEXED

-- name: response_answers_of_cell
SELECT answers, state FROM response WHERE cell_id = ?1

-- name: text_add
INSERT INTO response_text (seq, field, text) VALUES (?1, ?2, ?3)

-- name: text_of
SELECT field, text FROM response_text WHERE seq = ?1 ORDER BY field

-- name: text_each
SELECT seq, field, text FROM response_text ORDER BY seq, field

-- name: text_delete
DELETE FROM response_text WHERE seq = ?1

-- name: cause_add
INSERT INTO response_cause (seq, element, code, text) VALUES (?1, ?2, ?3, ?4)

-- name: cause_of
SELECT element, code, text FROM response_cause WHERE seq = ?1 ORDER BY element

-- name: cause_each_seq
SELECT seq, element, code, text FROM response_cause ORDER BY seq, element

-- name: cause_delete
DELETE FROM response_cause WHERE seq = ?1

-- name: excluded_add
INSERT INTO excluded (record_id, row, form_id, unit_id, service_id, month, day, reason, position, origin)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)

-- name: excluded_of_form
SELECT row, form_id, unit_id, service_id, month, day, reason FROM excluded WHERE form_id = ?1
ORDER BY record_id, position

-- name: excluded_of_record
SELECT row, form_id, unit_id, service_id, month, day, reason, origin FROM excluded WHERE record_id = ?1
ORDER BY position

-- name: revision_add
INSERT INTO revision (seq, record_id, position, content, at_ms, actor, action, reason)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)

-- name: revision_of_record
SELECT seq, content, position, at_ms, actor, action, reason FROM revision
WHERE record_id = ?1 ORDER BY position

-- name: revision_after
SELECT content FROM revision WHERE seq = ?1 AND (record_id, position) > (?2, ?3)
ORDER BY record_id, position LIMIT 1

-- name: cause_each
SELECT r.answers, r.state, r.day, r.service_id, r.second, r.hour, r.channel, r.operator_id,
       r.gender, r.age, r.education, r.occupation, r.disability, r.sheet,
       c.unit_id, c.month, x.element, x.code, x.text
FROM response_cause x
CROSS JOIN response r ON r.seq = x.seq
CROSS JOIN cell c ON c.cell_id = r.cell_id
WHERE c.form_id = ?1 AND c.month BETWEEN ?2 AND ?3

-- name: cause_of_unit
SELECT r.answers, r.state, r.day, r.service_id, r.second, r.hour, r.channel, r.operator_id,
       r.gender, r.age, r.education, r.occupation, r.disability, r.sheet,
       c.unit_id, c.month, x.element, x.code, x.text
FROM cell c
CROSS JOIN response r ON r.cell_id = c.cell_id
CROSS JOIN response_cause x ON x.seq = r.seq
WHERE c.form_id = ?1 AND c.month BETWEEN ?2 AND ?3 AND c.unit_id = ?4
