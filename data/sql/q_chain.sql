-- The audit chain and what stands around it.

-- name: record_last
SELECT record_id, hash, registers FROM record ORDER BY record_id DESC LIMIT 1

-- name: record_add
INSERT INTO record (record_id, at_ms, actor, action, subject, reason, changed, registers, previous, hash)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)

-- name: record_each
SELECT record_id, at_ms, actor, action, subject, reason, changed, registers, previous, hash
FROM record ORDER BY record_id

-- name: batch_add
INSERT INTO batch (record_id, first_seq, n_responses, id_base, digest) VALUES (?1, ?2, ?3, ?4, ?5)

-- name: batch_of_record
SELECT first_seq, n_responses, digest FROM batch WHERE record_id = ?1 ORDER BY first_seq

-- name: others
PRAGMA data_version

-- name: integrity_check
PRAGMA integrity_check(20)

-- name: foreign_key_check
PRAGMA foreign_key_check

-- name: response_strays
SELECT (SELECT count(*) FROM response) - (SELECT ifnull(sum(b.n_responses), 0) FROM batch b
        JOIN record r ON r.record_id = b.record_id)

-- name: excluded_strays
SELECT count(*) FROM excluded WHERE record_id NOT IN (SELECT record_id FROM record)

-- name: batch_of_seq
SELECT first_seq, n_responses, id_base FROM batch WHERE first_seq <= ?1 ORDER BY first_seq DESC LIMIT 1

-- name: arrival_of_seq
SELECT b.first_seq, b.n_responses, b.id_base, r.action
FROM batch b CROSS JOIN record r ON r.record_id = b.record_id
WHERE b.first_seq <= ?1 ORDER BY b.first_seq DESC LIMIT 1

-- name: batch_of_base
SELECT first_seq, n_responses FROM batch WHERE id_base = ?1

-- name: register_setting
SELECT * FROM setting ORDER BY name

-- name: register_form
SELECT * FROM form ORDER BY form_id

-- name: register_unit
SELECT * FROM unit ORDER BY unit_id

-- name: register_service
SELECT * FROM service ORDER BY service_id

-- name: register_volume
SELECT * FROM volume ORDER BY unit_id, service_id, period

-- name: register_target
SELECT * FROM target ORDER BY unit_id, year

-- name: register_history
SELECT * FROM history ORDER BY unit_id, period, form

-- name: register_operator
SELECT * FROM operator ORDER BY operator_id

-- name: setting_get
SELECT value FROM setting WHERE name = ?1

-- name: setting_set
INSERT INTO setting (name, value) VALUES (?1, ?2)
ON CONFLICT (name) DO UPDATE SET value = excluded.value
