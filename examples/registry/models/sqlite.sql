-- What the schema should be on sqlite: edit it, then `aludel revision --autogenerate -m "…"`.

CREATE TABLE audit_log (
    id INTEGER PRIMARY KEY,
    "action" TEXT NOT NULL,
    subject TEXT NOT NULL,
    happened_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE TABLE servers (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL CONSTRAINT servers_name_has_publisher CHECK (name LIKE '%_/_%'),
    version TEXT NOT NULL,
    description TEXT NOT NULL DEFAULT '',
    published_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
    metadata TEXT NOT NULL DEFAULT '{}' CONSTRAINT servers_metadata_json CHECK (json_valid(metadata)),
    is_latest INTEGER NOT NULL DEFAULT 1 CONSTRAINT servers_is_latest_boolean CHECK (is_latest IN (0, 1)),
    retired_at TEXT,
    repository_url TEXT CONSTRAINT servers_repository_https CHECK (repository_url LIKE 'https://%')
);
CREATE TABLE health_reports (
    id INTEGER PRIMARY KEY,
    server_id INTEGER NOT NULL REFERENCES servers (id) ON DELETE CASCADE,
    health TEXT NOT NULL CONSTRAINT health_reports_health_known CHECK (health IN ('healthy', 'degraded', 'down')),
    latency_ms INTEGER CONSTRAINT health_reports_latency_not_negative CHECK (latency_ms >= 0),
    reported_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE INDEX health_reports_server_idx ON health_reports (server_id, id DESC);
CREATE INDEX health_reports_trouble_idx ON health_reports (reported_at) WHERE health <> 'healthy';
CREATE TABLE server_tags (
    server_id INTEGER NOT NULL REFERENCES servers (id) ON DELETE CASCADE,
    tag TEXT NOT NULL CONSTRAINT server_tags_lower_case CHECK (tag = lower(tag) AND tag <> ''),
    PRIMARY KEY (server_id, tag)
);
CREATE INDEX server_tags_tag_idx ON server_tags (tag);
CREATE UNIQUE INDEX servers_latest_idx ON servers (name) WHERE is_latest;
CREATE INDEX servers_listed_idx ON servers (name) WHERE is_latest AND retired_at IS NULL;
CREATE UNIQUE INDEX servers_name_version_idx ON servers (name, version);
CREATE TRIGGER servers_audit_publishing AFTER INSERT ON servers
FOR EACH ROW
BEGIN
    INSERT INTO audit_log (action, subject)
    VALUES ('publish', NEW.name || ' ' || NEW.version);
END;
CREATE TRIGGER servers_audit_retiring AFTER UPDATE OF retired_at ON servers
FOR EACH ROW WHEN OLD.retired_at IS NULL AND NEW.retired_at IS NOT NULL
BEGIN
    INSERT INTO audit_log (action, subject)
    VALUES ('retire', NEW.name || ' ' || NEW.version);
END;
CREATE TRIGGER servers_replace_latest BEFORE INSERT ON servers
FOR EACH ROW
BEGIN
    UPDATE servers SET is_latest = 0 WHERE name = NEW.name AND is_latest;
END;
CREATE TABLE user_variables (
    server_id INTEGER NOT NULL REFERENCES servers (id) ON DELETE CASCADE,
    name TEXT NOT NULL CONSTRAINT user_variables_name_filled CHECK (name <> ''),
    description TEXT NOT NULL DEFAULT '',
    required INTEGER NOT NULL DEFAULT 1 CONSTRAINT user_variables_required_boolean CHECK (required IN (0, 1)),
    PRIMARY KEY (server_id, name)
);
CREATE VIEW latest_health AS
SELECT server_id, CAST(health AS text) AS health, latency_ms, reported_at
FROM health_reports
WHERE id = (SELECT max(id) FROM health_reports AS newer WHERE newer.server_id = health_reports.server_id);
CREATE VIEW server_listings AS
SELECT servers.id, servers.name, servers.version, servers.description, servers.repository_url, servers.metadata, (SELECT json_group_array(tag) FROM (SELECT tag FROM server_tags WHERE server_id = servers.id ORDER BY tag)) AS tags, (SELECT json_group_array(json_object('name', name, 'description', description, 'required', json(iif(required, 'true', 'false')))) FROM (SELECT * FROM user_variables WHERE server_id = servers.id ORDER BY name)) AS variables, coalesce(latest_health.health, 'unknown') AS health
FROM servers
LEFT JOIN latest_health ON latest_health.server_id = servers.id
WHERE servers.is_latest AND servers.retired_at IS NULL;
