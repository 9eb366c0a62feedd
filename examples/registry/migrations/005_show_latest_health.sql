-- revision: 005
-- revises: 004
-- created: 2026-03-02T11:51:06Z
--
-- show each server's latest health

-- upgrade
CREATE VIEW latest_health AS
SELECT server_id, CAST(health AS text) AS health, latency_ms, reported_at
FROM health_reports
WHERE id = (SELECT max(id) FROM health_reports AS newer WHERE newer.server_id = health_reports.server_id);

-- downgrade
DROP VIEW latest_health;
