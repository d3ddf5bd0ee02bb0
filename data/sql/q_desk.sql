-- Keyed entry: sheets of a clerk, second keying, printed papers.

-- name: desk_add
INSERT INTO desk_sheet (account_id, at_ms, seq, place)
VALUES (?1, ?2, ?3, 1 + (SELECT count(*) FROM desk_sheet WHERE account_id = ?1 AND at_ms >= ?4))

-- name: desk_count
SELECT count(*) FROM desk_sheet WHERE account_id = ?1 AND at_ms >= ?2

-- name: desk_last
SELECT d.seq, d.at_ms, d.place, d.account_id,
       EXISTS (SELECT 1 FROM spot s WHERE s.seq = d.seq AND s.second IS NULL AND s.is_forced)
FROM desk_sheet d WHERE d.account_id = ?1 ORDER BY d.at_ms DESC, d.seq DESC LIMIT ?2

-- name: desk_of_seq
SELECT d.seq, d.at_ms, d.place, d.account_id,
       EXISTS (SELECT 1 FROM spot s WHERE s.seq = d.seq AND s.second IS NULL AND s.is_forced)
FROM desk_sheet d WHERE d.seq = ?1

-- name: desk_waits
SELECT count(*) FROM spot WHERE seq = ?1 AND second IS NULL

-- name: sheet_find
SELECT seq FROM response WHERE sheet = ?1 AND channel = 1 ORDER BY seq DESC LIMIT 50

-- name: sheet_used_of_unit
SELECT r.seq FROM response r JOIN cell c ON c.cell_id = r.cell_id
WHERE r.sheet = ?1 AND r.channel = 1 AND r.state = 0 AND c.unit_id = ?2 LIMIT 1

-- name: sheet_count
SELECT count(*) FROM cell c CROSS JOIN response r ON r.cell_id = c.cell_id
WHERE c.unit_id = ?1 AND c.form_id = ?2 AND c.month BETWEEN ?3 / 32 AND ?4 / 32
  AND r.state = 0 AND (?5 = 0 OR r.service_id = ?5)
  AND c.month * 32 + CASE r.day WHEN 0 THEN 15 ELSE r.day END BETWEEN ?3 AND ?4

-- name: spot_add
INSERT INTO spot (seq, account_id, first, is_forced) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (seq) DO NOTHING

-- name: spot_force
UPDATE spot SET is_forced = 1 WHERE account_id = ?1 AND second IS NULL AND seq <= ?2

-- name: spot_waiting
SELECT s.spot_id, s.seq, s.account_id, d.at_ms, d.place, r.sheet, s.first, s.second, ifnull(s.again_ms, 0),
       s.is_forced, ifnull(s.verdict_id, 0), c.unit_id, c.form_id, r.service_id, r.state
FROM spot s JOIN desk_sheet d ON d.seq = s.seq JOIN response r ON r.seq = s.seq JOIN cell c ON c.cell_id = r.cell_id
WHERE s.account_id = ?1 AND s.second IS NULL AND s.verdict_id IS NULL AND r.state = 0
  AND (s.is_forced OR s.seq < (SELECT min(t.seq) FROM (SELECT seq FROM desk_sheet WHERE account_id = ?1
       ORDER BY at_ms DESC, seq DESC LIMIT ?2) t))
ORDER BY s.seq

-- name: spot_get
SELECT s.spot_id, s.seq, s.account_id, d.at_ms, d.place, r.sheet, s.first, s.second, ifnull(s.again_ms, 0),
       s.is_forced, ifnull(s.verdict_id, 0), c.unit_id, c.form_id, r.service_id, r.state
FROM spot s JOIN desk_sheet d ON d.seq = s.seq JOIN response r ON r.seq = s.seq JOIN cell c ON c.cell_id = r.cell_id
WHERE s.spot_id = ?1

-- name: spot_done
SELECT s.spot_id, s.seq, s.account_id, d.at_ms, d.place, r.sheet, s.first, s.second, ifnull(s.again_ms, 0),
       s.is_forced, ifnull(s.verdict_id, 0), c.unit_id, c.form_id, r.service_id, r.state
FROM spot s JOIN desk_sheet d ON d.seq = s.seq JOIN response r ON r.seq = s.seq JOIN cell c ON c.cell_id = r.cell_id
WHERE s.account_id = ?1 AND s.second IS NOT NULL AND s.verdict_id IS NULL
ORDER BY s.seq

-- name: spot_put_second
UPDATE spot SET second = ?2, again_ms = ?3 WHERE spot_id = ?1 AND second IS NULL

-- name: spot_close
UPDATE spot SET verdict_id = ?2 WHERE account_id = ?1 AND verdict_id IS NULL AND seq <= ?3

-- name: spot_clerks
SELECT a.account_id, a.login, ifnull(a.unit_id, 0),
       (SELECT count(*) FROM desk_sheet d WHERE d.account_id = a.account_id AND d.seq > b.up_to),
       (SELECT count(*) FROM spot s WHERE s.account_id = a.account_id AND s.second IS NOT NULL
            AND s.verdict_id IS NULL),
       (SELECT count(*) FROM spot s WHERE s.account_id = a.account_id AND s.second IS NULL
            AND s.verdict_id IS NULL),
       ifnull((SELECT max(d.seq) FROM desk_sheet d WHERE d.account_id = a.account_id), 0)
FROM account a,
     (SELECT x.account_id AS of, ifnull((SELECT max(v.up_to_seq) FROM spot_verdict v
          WHERE v.account_id = x.account_id AND v.is_accepted), 0) AS up_to FROM account x) b
WHERE b.of = a.account_id AND EXISTS (SELECT 1 FROM desk_sheet d WHERE d.account_id = a.account_id)
ORDER BY a.login

-- name: spot_batch
SELECT d.seq FROM desk_sheet d JOIN response r ON r.seq = d.seq
WHERE d.account_id = ?1 AND r.state = 0 AND d.seq <= ?2
  AND d.seq > ifnull((SELECT max(v.up_to_seq) FROM spot_verdict v
                      WHERE v.account_id = ?1 AND v.is_accepted), 0)
  AND NOT EXISTS (SELECT 1 FROM spot s WHERE s.seq = d.seq)
ORDER BY d.seq

-- name: register_verdict
SELECT * FROM spot_verdict ORDER BY verdict_id

-- name: verdict_add
INSERT INTO spot_verdict (account_id, at_ms, judge, is_accepted, up_to_seq, note)
VALUES (?1, ?2, ?3, ?4, ?5, ?6)

-- name: verdict_each
SELECT verdict_id, at_ms, judge, is_accepted, up_to_seq, note FROM spot_verdict
WHERE account_id = ?1 ORDER BY verdict_id DESC LIMIT 20

-- name: paper_next
SELECT ifnull(max(first_number + n_sheets), 10001) FROM paper

-- name: paper_add
INSERT INTO paper (at_ms, login, unit_id, service_id, form, size, first_number, n_sheets)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)

-- name: paper_get
SELECT paper_id, at_ms, login, unit_id, service_id, form, size, first_number, n_sheets FROM paper
WHERE paper_id = ?1

-- name: paper_each
SELECT paper_id, at_ms, login, unit_id, service_id, form, size, first_number, n_sheets FROM paper
WHERE unit_id = ?1 OR ?1 = 0 ORDER BY paper_id DESC LIMIT 20

-- name: paper_of_number
SELECT paper_id, at_ms, login, unit_id, service_id, form, size, first_number, n_sheets FROM paper
WHERE first_number <= ?1 AND first_number + n_sheets > ?1
ORDER BY first_number DESC LIMIT 1
