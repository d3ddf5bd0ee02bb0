-- What merging another office's file needs.

-- name: batch_each
SELECT first_seq, n_responses, id_base FROM batch ORDER BY first_seq

-- name: origin_known
SELECT EXISTS (SELECT 1 FROM record WHERE hash = ?1)
    OR EXISTS (SELECT 1 FROM source WHERE origin = ?1)
    OR EXISTS (SELECT 1 FROM excluded WHERE origin = ?1)

-- name: excluded_each
SELECT e.row, e.form_id, e.unit_id, e.service_id, e.month, e.day, e.reason, ifnull(e.origin, r.hash)
FROM excluded e JOIN record r ON r.record_id = e.record_id
ORDER BY e.record_id, e.position

-- name: source_each_with_origin
SELECT s.record_id, s.name, s.size_bytes, s.digest, s.n_rows, s.rows, r.at_ms, s.sketch,
       ifnull(s.origin, r.hash)
FROM source s JOIN record r ON r.record_id = s.record_id ORDER BY s.source_id

-- name: external_each
SELECT unit_id, id, row_hash, seq FROM external_id

-- name: stamp_each
SELECT unit_id, form_id, second, seq, row_hash FROM stamped_row

-- name: stamp_bad_each
SELECT unit_id, form_id, second, row_hash, n_rows FROM stamped_excluded

-- name: stamp_bad_raise
INSERT INTO stamped_excluded (unit_id, form_id, second, row_hash, n_rows) VALUES (?1, ?2, ?3, ?4, ?5)
ON CONFLICT DO UPDATE SET n_rows = max(n_rows, excluded.n_rows)

-- name: version_each
SELECT v.content, ifnull(v.at_ms, r.at_ms), ifnull(v.actor, r.actor), ifnull(v.action, r.action),
       ifnull(v.reason, r.reason)
FROM revision v JOIN record r ON r.record_id = v.record_id
WHERE v.seq = ?1 ORDER BY v.record_id, v.position

-- name: merged_add
INSERT INTO merged_file (record_id, position, name, n_records, head) VALUES (?1, ?2, ?3, ?4, ?5)

-- name: merged_of_record
SELECT name, n_records, head FROM merged_file WHERE record_id = ?1 ORDER BY position

-- name: target_each
SELECT unit_id, year, ikm_hundredths FROM target ORDER BY unit_id, year
