-- The follow-up plan and the publications.

-- name: register_plan
SELECT * FROM plan ORDER BY item_id, record_id

-- name: register_publication
SELECT publication_id, record_id, unit_id, period, medium, day, address, photo, digest
FROM publication ORDER BY publication_id

-- name: plan_last_id
SELECT ifnull(max(item_id), 0) FROM plan

-- name: plan_add
INSERT INTO plan (item_id, record_id, unit_id, period, form, element, service_id, cause, remedy, programme,
                  quarter_from, quarter_to, in_charge, status, status_day, note, evidence)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)

-- name: plan_each
SELECT p.item_id, p.unit_id, p.period, p.form, p.element, p.service_id, p.cause, p.remedy, p.programme,
       p.quarter_from, p.quarter_to, p.in_charge, p.status, p.status_day, p.note, p.evidence,
       p.record_id, r.at_ms, r.actor
FROM plan p JOIN record r ON r.record_id = p.record_id
WHERE (?1 = 0 OR p.unit_id = ?1)
  AND p.record_id = (SELECT max(q.record_id) FROM plan q WHERE q.item_id = p.item_id)
ORDER BY p.unit_id, p.period, p.item_id

-- name: plan_history
SELECT p.item_id, p.unit_id, p.period, p.form, p.element, p.service_id, p.cause, p.remedy, p.programme,
       p.quarter_from, p.quarter_to, p.in_charge, p.status, p.status_day, p.note, p.evidence,
       p.record_id, r.at_ms, r.actor
FROM plan p JOIN record r ON r.record_id = p.record_id
WHERE p.item_id = ?1 ORDER BY p.record_id

-- name: publication_add
INSERT INTO publication (record_id, unit_id, period, medium, day, address, photo, figures, digest)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)

-- name: publication_each
SELECT p.publication_id, p.unit_id, p.period, p.medium, p.day, p.address, p.photo, p.figures, p.digest,
       p.record_id, r.at_ms, r.actor
FROM publication p JOIN record r ON r.record_id = p.record_id
WHERE ?1 = 0 OR p.unit_id = ?1
ORDER BY p.unit_id, p.period, p.day, p.publication_id

-- name: publication_of
SELECT p.publication_id, p.unit_id, p.period, p.medium, p.day, p.address, p.photo, p.figures, p.digest,
       p.record_id, r.at_ms, r.actor
FROM publication p JOIN record r ON r.record_id = p.record_id
WHERE p.unit_id = ?1 AND p.period = ?2
ORDER BY p.day, p.publication_id

-- name: publication_figures
SELECT publication_id, figures, digest FROM publication ORDER BY publication_id
