-- Tickets, and responses that came in too fast.

-- name: ticket_add
INSERT INTO ticket (code, unit_id, service_id, day, is_used) VALUES (?1, ?2, ?3, ?4, 0)

-- name: ticket_find
SELECT unit_id, service_id, day, is_used FROM ticket WHERE code = ?1

-- name: ticket_use
UPDATE ticket SET is_used = 1 WHERE code = ?1

-- name: ticket_count
SELECT count(*), ifnull(sum(is_used), 0) FROM ticket WHERE unit_id = ?1 AND day = ?2

-- name: hasty_add
INSERT OR IGNORE INTO hasty (seq, device) VALUES (?1, ?2)

-- name: hasty_find
SELECT device FROM hasty WHERE seq = ?1
