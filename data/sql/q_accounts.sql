-- Accounts, sessions, known devices, attempts, drafts, hand-ins.

-- name: register_account
SELECT * FROM account ORDER BY account_id

-- name: account_by_login
SELECT account_id, login, role, ifnull(unit_id, 0), must_change, created_ms, ifnull(disabled_ms, 0), password
FROM account WHERE login = ?1

-- name: account_by_id
SELECT account_id, login, role, ifnull(unit_id, 0), must_change, created_ms, ifnull(disabled_ms, 0), password
FROM account WHERE account_id = ?1

-- name: account_each
SELECT account_id, login, role, ifnull(unit_id, 0), must_change, created_ms, ifnull(disabled_ms, 0), ''
FROM account ORDER BY login

-- name: account_count_open
SELECT count(*) FROM account WHERE disabled_ms IS NULL AND (?1 = 0 OR role = ?1)

-- name: account_add
INSERT INTO account (login, role, unit_id, password, must_change, created_ms)
VALUES (?1, ?2, nullif(?3, 0), ?4, ?5, ?6)
ON CONFLICT (login) DO UPDATE SET role = excluded.role, unit_id = excluded.unit_id,
    password = excluded.password, must_change = excluded.must_change, disabled_ms = NULL

-- name: account_password
UPDATE account SET password = ?2, must_change = ?3 WHERE account_id = ?1

-- name: account_place
UPDATE account SET role = ?2, unit_id = nullif(?3, 0) WHERE account_id = ?1

-- name: account_close
UPDATE account SET disabled_ms = ?2 WHERE account_id = ?1

-- name: session_add
INSERT INTO session (token, account_id, created_ms, idle_ms, expires_ms) VALUES (?1, ?2, ?3, ?4, ?5)

-- name: session_find
SELECT a.account_id, a.login, a.role, ifnull(a.unit_id, 0), a.must_change, a.created_ms,
       ifnull(a.disabled_ms, 0), '', s.created_ms, s.idle_ms, s.expires_ms
FROM session s JOIN account a ON a.account_id = s.account_id
WHERE s.token = ?1 AND s.idle_ms > ?2 AND s.expires_ms > ?2 AND a.disabled_ms IS NULL

-- name: session_keep
UPDATE session SET idle_ms = ?2 WHERE token = ?1

-- name: session_end
DELETE FROM session WHERE token = ?1

-- name: session_end_of
DELETE FROM session WHERE account_id = ?1

-- name: session_sweep
DELETE FROM session WHERE idle_ms <= ?1 OR expires_ms <= ?1

-- name: device_find
SELECT 1 FROM known_device WHERE token = ?1 AND account_id = ?2

-- name: device_keep
INSERT INTO known_device (token, account_id, used_ms) VALUES (?1, ?2, ?3)
ON CONFLICT (token) DO UPDATE SET account_id = excluded.account_id, used_ms = excluded.used_ms

-- name: device_forget
DELETE FROM known_device WHERE account_id = ?1

-- name: device_sweep
DELETE FROM known_device WHERE used_ms <= ?1

-- name: attempt_get
SELECT n_failed, last_ms FROM attempt WHERE who = ?1

-- name: attempt_failed
INSERT INTO attempt (who, n_failed, last_ms) VALUES (?1, 1, ?2)
ON CONFLICT (who) DO UPDATE SET n_failed = n_failed + 1, last_ms = excluded.last_ms

-- name: attempt_clear
DELETE FROM attempt WHERE who = ?1

-- name: attempt_sweep
DELETE FROM attempt WHERE last_ms <= ?1

-- name: draft_get
SELECT content, saved_ms FROM draft WHERE account_id = ?1 AND name = ?2

-- name: draft_put
INSERT INTO draft (account_id, name, content, saved_ms) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (account_id, name) DO UPDATE SET content = excluded.content, saved_ms = excluded.saved_ms

-- name: draft_drop
DELETE FROM draft WHERE account_id = ?1 AND name = ?2

-- name: hand_in_find
SELECT seq FROM hand_in WHERE key = ?1

-- name: hand_in_add
INSERT INTO hand_in (key, seq, at_ms) VALUES (?1, ?2, ?3)
