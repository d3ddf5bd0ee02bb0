-- Registers: offices, services, volumes, targets, history, forms, operators.

-- name: unit_by_code
SELECT unit_id, ifnull(parent_id, 0), code, name FROM unit WHERE code_key = ?1

-- name: unit_by_name
SELECT unit_id, ifnull(parent_id, 0), code, name FROM unit WHERE name_key = ?1 ORDER BY code LIMIT 5

-- name: unit_add
INSERT INTO unit (code, code_key, name, name_key, parent_id) VALUES (?1, ?2, ?3, ?4, ?5)

-- name: unit_below
WITH RECURSIVE below (unit_id, parent_id, code, name, depth, path) AS (
    SELECT unit_id, ifnull(parent_id, 0), code, name, 0, code_key FROM unit
    WHERE CASE ?1 WHEN 0 THEN parent_id IS NULL ELSE unit_id = ?1 END
    UNION ALL
    SELECT u.unit_id, u.parent_id, u.code, u.name, b.depth + 1, b.path || char(1) || u.code_key
    FROM below b JOIN unit u ON u.parent_id = b.unit_id
)
SELECT unit_id, parent_id, code, name FROM below ORDER BY path

-- name: service_find
SELECT service_id FROM service WHERE unit_id = ?1 AND name_key = ?2

-- name: service_add
INSERT INTO service (unit_id, name, name_key) VALUES (?1, ?2, ?3)

-- name: service_each
SELECT service_id, unit_id, name FROM service ORDER BY unit_id, name_key

-- name: service_of_unit
SELECT service_id, unit_id, name FROM service WHERE unit_id = ?1 ORDER BY name_key

-- name: service_name
SELECT name FROM service WHERE service_id = ?1

-- name: operator_find
SELECT operator_id FROM operator WHERE name = ?1

-- name: operator_add
INSERT INTO operator (name) VALUES (?1)

-- name: operator_name
SELECT name FROM operator WHERE operator_id = ?1

-- name: volume_set
INSERT INTO volume (unit_id, service_id, period, n_served) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (unit_id, service_id, period) DO UPDATE SET n_served = excluded.n_served

-- name: volume_of
SELECT service_id, period, n_served FROM volume WHERE unit_id = ?1 ORDER BY service_id, period

-- name: target_set
INSERT INTO target (unit_id, year, ikm_hundredths) VALUES (?1, ?2, ?3)
ON CONFLICT (unit_id, year) DO UPDATE SET ikm_hundredths = excluded.ikm_hundredths

-- name: target_get
SELECT ikm_hundredths FROM target WHERE unit_id = ?1 AND year = ?2

-- name: history_add
INSERT INTO history (unit_id, period, form, ikm_hundredths, n_responses) VALUES (?1, ?2, ?3, ?4, ?5)
ON CONFLICT (unit_id, period, form)
DO UPDATE SET ikm_hundredths = excluded.ikm_hundredths, n_responses = excluded.n_responses

-- name: history_of
SELECT period, form, ikm_hundredths, n_responses FROM history WHERE unit_id = ?1 ORDER BY period, form

-- name: form_find
SELECT form_id, tables FROM form WHERE id = ?1

-- name: form_get
SELECT form_id, tables FROM form WHERE form_id = ?1

-- name: form_add
INSERT INTO form (id, tables) VALUES (?1, ?2)

-- name: form_replace
UPDATE form SET tables = ?2 WHERE form_id = ?1

-- name: form_each
SELECT f.form_id, f.id, (SELECT count(*) FROM cell c WHERE c.form_id = f.form_id)
FROM form f ORDER BY f.form_id

-- name: form_answered
SELECT EXISTS (SELECT 1 FROM cell WHERE form_id = ?1)
    OR EXISTS (SELECT 1 FROM excluded WHERE form_id = ?1)

-- name: form_question_add
INSERT INTO form_question (form_id, position, element, code, question) VALUES (?1, ?2, ?3, ?4, ?5)

-- name: form_question_drop
DELETE FROM form_question WHERE form_id = ?1
