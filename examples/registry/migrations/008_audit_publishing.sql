-- revision: 008
-- revises: 007
-- depends_on: 006
-- created: 2026-03-24T09:36:40Z
--
-- write published servers into the audit log
--
-- The trigger stands on a table of the other line, as it is since 006.

-- upgrade [postgres]
CREATE FUNCTION audit_publishing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO audit_log (action, subject) VALUES ('publish', NEW.name || ' ' || NEW.version);
    RETURN NEW;
END
$$;
CREATE TRIGGER servers_audit_publishing AFTER INSERT ON servers
    FOR EACH ROW EXECUTE FUNCTION audit_publishing();

-- upgrade [sqlite]
CREATE TRIGGER servers_audit_publishing AFTER INSERT ON servers
BEGIN
    INSERT INTO audit_log (action, subject) VALUES ('publish', NEW.name || ' ' || NEW.version);
END;

-- downgrade [postgres]
DROP TRIGGER servers_audit_publishing ON servers;
DROP FUNCTION audit_publishing();

-- downgrade [sqlite]
DROP TRIGGER servers_audit_publishing;
