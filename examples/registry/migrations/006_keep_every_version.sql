-- revision: 006
-- revises: 005
-- created: 2026-03-16T08:40:58Z
--
-- keep every version of a server
--
-- A name may now stand in several rows, one a version; a trigger moves the mark of the latest to
-- the new one, and a partial unique index holds that there is one. The way back keeps the latest.

-- upgrade [postgres]
ALTER TABLE servers ADD COLUMN is_latest boolean NOT NULL DEFAULT true;
DROP INDEX servers_name_idx;
CREATE UNIQUE INDEX servers_name_version_idx ON servers (name, version);
CREATE UNIQUE INDEX servers_latest_idx ON servers (name) WHERE is_latest;

CREATE FUNCTION replace_latest() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE servers SET is_latest = false WHERE name = NEW.name AND is_latest;
    RETURN NEW;
END
$$;
CREATE TRIGGER servers_replace_latest BEFORE INSERT ON servers
    FOR EACH ROW EXECUTE FUNCTION replace_latest();

-- upgrade [sqlite]
ALTER TABLE servers ADD COLUMN is_latest INTEGER NOT NULL DEFAULT 1
    CONSTRAINT servers_is_latest_boolean CHECK (is_latest IN (0, 1));
DROP INDEX servers_name_idx;
CREATE UNIQUE INDEX servers_name_version_idx ON servers (name, version);
CREATE UNIQUE INDEX servers_latest_idx ON servers (name) WHERE is_latest;

CREATE TRIGGER servers_replace_latest BEFORE INSERT ON servers
BEGIN
    UPDATE servers SET is_latest = 0 WHERE name = NEW.name AND is_latest;
END;

-- downgrade [postgres]
DROP TRIGGER servers_replace_latest ON servers;
DROP FUNCTION replace_latest();
DELETE FROM servers WHERE NOT is_latest;
DROP INDEX servers_latest_idx;
DROP INDEX servers_name_version_idx;
CREATE UNIQUE INDEX servers_name_idx ON servers (name);
ALTER TABLE servers DROP COLUMN is_latest;

-- downgrade [sqlite]
DROP TRIGGER servers_replace_latest;
-- Where foreign keys are not enforced, nothing follows a deleted server by itself.
DELETE FROM user_variables WHERE server_id IN (SELECT id FROM servers WHERE NOT is_latest);
DELETE FROM server_tags WHERE server_id IN (SELECT id FROM servers WHERE NOT is_latest);
DELETE FROM health_reports WHERE server_id IN (SELECT id FROM servers WHERE NOT is_latest);
DELETE FROM servers WHERE NOT is_latest;
DROP INDEX servers_latest_idx;
DROP INDEX servers_name_version_idx;
CREATE UNIQUE INDEX servers_name_idx ON servers (name);
ALTER TABLE servers DROP COLUMN is_latest;
