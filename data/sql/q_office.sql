-- Letterhead and signer of an office.

-- name: register_office
SELECT * FROM office ORDER BY unit_id, name

-- name: office_set
INSERT INTO office (unit_id, name, value) VALUES (?1, ?2, ?3)
ON CONFLICT (unit_id, name) DO UPDATE SET value = excluded.value

-- name: office_drop
DELETE FROM office WHERE unit_id = ?1 AND name = ?2

-- name: office_each
SELECT name, value FROM office WHERE unit_id = ?1
