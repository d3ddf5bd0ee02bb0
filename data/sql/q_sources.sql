-- Files imported before.

-- name: source_add
INSERT INTO source (record_id, name, size_bytes, digest, n_rows, rows, sketch, origin)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)

-- name: source_each
SELECT s.record_id, s.name, s.size_bytes, s.digest, s.n_rows, s.rows, r.at_ms, NULL
FROM source s JOIN record r ON r.record_id = s.record_id ORDER BY s.source_id DESC

-- name: source_each_with_sketch
SELECT s.record_id, s.name, s.size_bytes, s.digest, s.n_rows, s.rows, r.at_ms, s.sketch
FROM source s JOIN record r ON r.record_id = s.record_id ORDER BY s.source_id DESC

-- name: source_of_record
SELECT record_id, name, size_bytes, digest, n_rows, rows, 0, NULL, origin FROM source
WHERE record_id = ?1 ORDER BY source_id

-- name: external_find
SELECT seq, row_hash FROM external_id WHERE unit_id = ?1 AND id = ?2

-- name: external_add
INSERT INTO external_id (unit_id, id, row_hash, seq) VALUES (?1, ?2, ?3, ?4)

-- name: stamp_add
INSERT INTO stamped_row (unit_id, form_id, second, seq, row_hash) VALUES (?1, ?2, ?3, ?4, ?5)

-- name: stamp_count
SELECT count(*), ifnull(sum(row_hash = ?4), 0) FROM stamped_row
WHERE unit_id = ?1 AND form_id = ?2 AND second = ?3

-- name: stamp_bad_add
INSERT INTO stamped_excluded (unit_id, form_id, second, row_hash, n_rows) VALUES (?1, ?2, ?3, ?4, 1)
ON CONFLICT DO UPDATE SET n_rows = n_rows + 1

-- name: stamp_bad_count
SELECT n_rows FROM stamped_excluded
WHERE unit_id = ?1 AND form_id = ?2 AND second = ?3 AND row_hash = ?4
