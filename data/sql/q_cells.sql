-- Cells and their rollups.

-- name: cell_find
SELECT cell_id, version FROM cell WHERE unit_id = ?1 AND form_id = ?2 AND month = ?3

-- name: cell_add
INSERT INTO cell (unit_id, form_id, month, version) VALUES (?1, ?2, ?3, 0)

-- name: cell_bump
UPDATE cell SET version = version + 1 WHERE cell_id = ?1

-- name: cell_last
SELECT max(cell_id) FROM cell

-- name: cell_of_form
SELECT c.cell_id, c.unit_id, c.month, c.version, r.version, r.counts
FROM cell c LEFT JOIN rollup_month r ON r.cell_id = c.cell_id
WHERE c.form_id = ?1 AND c.month BETWEEN ?2 AND ?3
ORDER BY c.cell_id

-- name: cell_of_unit
SELECT c.cell_id, c.unit_id, c.month, c.version, r.version, r.counts
FROM cell c LEFT JOIN rollup_month r ON r.cell_id = c.cell_id
WHERE c.unit_id = ?4 AND c.form_id = ?1 AND c.month BETWEEN ?2 AND ?3
ORDER BY c.month

-- name: cell_stale_of_form
SELECT c.cell_id, c.unit_id, c.version
FROM cell c LEFT JOIN rollup_month r ON r.cell_id = c.cell_id
WHERE c.form_id = ?1 AND c.month BETWEEN ?2 AND ?3 AND r.version IS NOT c.version
ORDER BY c.cell_id

-- name: cell_stale_of_unit
SELECT c.cell_id, c.unit_id, c.version
FROM cell c LEFT JOIN rollup_month r ON r.cell_id = c.cell_id
WHERE c.unit_id = ?4 AND c.form_id = ?1 AND c.month BETWEEN ?2 AND ?3 AND r.version IS NOT c.version

-- name: cell_count_of_form
SELECT count(*) FROM cell WHERE form_id = ?1

-- name: rollup_get
SELECT version, counts FROM rollup_month WHERE cell_id = ?1

-- name: rollup_set
INSERT INTO rollup_month (cell_id, version, counts) VALUES (?1, ?2, ?3)
ON CONFLICT (cell_id) DO UPDATE SET version = excluded.version, counts = excluded.counts

-- name: rollup_each
SELECT c.cell_id, c.form_id, c.version, r.version, r.counts
FROM rollup_month r JOIN cell c ON c.cell_id = r.cell_id
ORDER BY c.cell_id

-- name: rollup_drop_months
DELETE FROM rollup_month

-- name: rollup_drop_quarters
DELETE FROM rollup_quarter

-- name: quarter_of_form
SELECT unit_id, month / 3, sum(version) FROM cell
WHERE form_id = ?1 AND month BETWEEN ?2 AND ?3
GROUP BY unit_id, month / 3 ORDER BY unit_id, month / 3

-- name: quarter_of_unit
SELECT unit_id, month / 3, sum(version) FROM cell
WHERE unit_id = ?4 AND form_id = ?1 AND month BETWEEN ?2 AND ?3
GROUP BY month / 3 ORDER BY month / 3

-- name: quarter_stale
SELECT 1 FROM
(SELECT unit_id, month / 3 AS quarter, sum(version) AS version FROM cell
 WHERE form_id = ?1 AND month BETWEEN ?2 AND ?3 GROUP BY unit_id, month / 3) AS c
LEFT JOIN rollup_quarter q
ON q.unit_id = c.unit_id AND q.form_id = ?1 AND q.quarter = c.quarter
WHERE q.version IS NOT c.version LIMIT 1

-- name: quarter_stale_each
SELECT c.unit_id, c.quarter, c.version FROM
(SELECT unit_id, month / 3 AS quarter, sum(version) AS version FROM cell
 WHERE form_id = ?1 AND month BETWEEN ?2 AND ?3 GROUP BY unit_id, month / 3) AS c
LEFT JOIN rollup_quarter q
ON q.unit_id = c.unit_id AND q.form_id = ?1 AND q.quarter = c.quarter
WHERE q.version IS NOT c.version ORDER BY c.unit_id, c.quarter

-- name: quarter_cells
SELECT cell_id FROM cell WHERE unit_id = ?1 AND form_id = ?2 AND month BETWEEN ?3 * 3 AND ?3 * 3 + 2

-- name: quarter_get
SELECT version, sums FROM rollup_quarter WHERE unit_id = ?1 AND form_id = ?2 AND quarter = ?3

-- name: quarter_set
INSERT INTO rollup_quarter (unit_id, form_id, quarter, version, sums) VALUES (?1, ?2, ?3, ?4, ?5)
ON CONFLICT (unit_id, form_id, quarter)
DO UPDATE SET version = excluded.version, sums = excluded.sums

-- name: quarter_each
SELECT q.unit_id, q.form_id, q.quarter, q.version, q.sums,
       (SELECT sum(c.version) FROM cell c WHERE c.unit_id = q.unit_id AND c.form_id = q.form_id
        AND c.month BETWEEN q.quarter * 3 AND q.quarter * 3 + 2)
FROM rollup_quarter q
