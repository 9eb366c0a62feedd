ALTER TYPE app.plan ADD VALUE 'team' AFTER 'free';
DROP INDEX CONCURRENTLY app.tenants_slug_idx;
ALTER TABLE app.members
    ALTER COLUMN role DROP DEFAULT,
    DROP CONSTRAINT members_role_check;
ALTER TABLE app.tenants DROP CONSTRAINT slug_format;
DROP FUNCTION api.admins(app.plan);
DROP VIEW api.members;
CREATE TYPE app.role AS ENUM ('member', 'admin', 'owner');
-- column app.members.role: fails where a value is no app.role
ALTER TABLE app.members
    FORCE ROW LEVEL SECURITY,
    ALTER COLUMN person TYPE bigint,
    ALTER COLUMN role TYPE app.role USING role::app.role,
    ALTER COLUMN role SET DEFAULT 'member'::app.role;
ALTER POLICY by_tenant ON app.members
    USING ((tenant = app.current_tenant()) AND (role <> 'owner'::app.role));
-- column app.tenants.slug: fails where a value does not fit into character varying(63)
ALTER TABLE app.tenants
    ALTER COLUMN slug TYPE character varying(63),
    ALTER COLUMN plan SET DEFAULT 'team'::app.plan,
    ADD CONSTRAINT slug_format CHECK ((slug)::text ~ '^[a-z0-9]+$'::text) NOT VALID;
CREATE VIEW api.members WITH (check_option=cascaded, security_barrier=true) AS
 SELECT tenant,
    person,
    role
   FROM app.members
  WHERE (role = 'admin'::app.role);
CREATE FUNCTION api.admins(wanted app.plan) RETURNS TABLE(person bigint, plan app.plan)
    LANGUAGE sql STABLE
BEGIN ATOMIC
 SELECT m.person,
     t.plan
    FROM (api.members m
      JOIN app.tenants t ON ((t.id = m.tenant)))
   WHERE (t.plan = admins.wanted);
END;
CREATE UNIQUE INDEX CONCURRENTLY tenants_slug_idx ON app.tenants (lower((slug)::text));
ALTER TABLE app.tenants VALIDATE CONSTRAINT slug_format;
