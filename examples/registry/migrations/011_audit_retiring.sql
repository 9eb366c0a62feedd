-- revision: 011
-- revises: 010
-- created: 2026-04-07T08:14:50Z
--
-- write retired servers into the audit log: needs both lines, so it comes after they join

-- upgrade [postgres]
CREATE FUNCTION audit_retiring() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO audit_log (action, subject) VALUES ('retire', NEW.name || ' ' || NEW.version);
    RETURN NEW;
END
$$;
CREATE TRIGGER servers_audit_retiring AFTER UPDATE OF retired_at ON servers
    FOR EACH ROW WHEN (OLD.retired_at IS NULL AND NEW.retired_at IS NOT NULL)
    EXECUTE FUNCTION audit_retiring();

-- upgrade [sqlite]
CREATE TRIGGER servers_audit_retiring AFTER UPDATE OF retired_at ON servers
WHEN OLD.retired_at IS NULL AND NEW.retired_at IS NOT NULL
BEGIN
    INSERT INTO audit_log (action, subject) VALUES ('retire', NEW.name || ' ' || NEW.version);
END;

-- downgrade [postgres]
DROP TRIGGER servers_audit_retiring ON servers;
DROP FUNCTION audit_retiring();

-- downgrade [sqlite]
DROP TRIGGER servers_audit_retiring;
