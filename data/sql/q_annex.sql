-- Photos and the record of the public forum, behind the report.

-- name: register_annex
SELECT annex_id, record_id, unit_id, period, kind, day, caption, place, attended, note, digest
FROM annex ORDER BY annex_id

-- name: annex_add
INSERT INTO annex (record_id, unit_id, period, kind, day, caption, place, attended, note, image, digest)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)

-- name: annex_of
SELECT annex_id, unit_id, period, kind, day, caption, place, attended, note, image
FROM annex WHERE unit_id = ?1 AND period = ?2 ORDER BY kind DESC, day, annex_id

-- name: annex_each
SELECT annex_id, unit_id, period, kind, day, caption, place, attended, note, length(image)
FROM annex ORDER BY unit_id, period, kind DESC, day, annex_id

-- name: annex_count
SELECT count(*) FROM annex WHERE unit_id = ?1 AND period = ?2

-- name: annex_remove
DELETE FROM annex WHERE annex_id = ?1

-- name: annex_images
SELECT annex_id, image, digest FROM annex ORDER BY annex_id
