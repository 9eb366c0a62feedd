DROP INDEX CONCURRENTLY app.tenants_slug_idx;
DROP POLICY by_tenant ON app.members;
DROP FUNCTION api.admins(app.plan);
DROP VIEW api.members;
ALTER TABLE app.members
    NO FORCE ROW LEVEL SECURITY,
    ALTER COLUMN role TYPE text,
    ALTER COLUMN role SET DEFAULT 'member'::text;
DROP TYPE app.role;
ALTER TABLE app.tenants
    ALTER COLUMN plan DROP DEFAULT,
    DROP CONSTRAINT slug_format;
-- destroys data: value 'team' of enum app.plan
-- rows that hold what goes must hold something else before, as by:
-- UPDATE app.tenants SET plan = … WHERE plan IN ('team');
ALTER TYPE app.plan RENAME TO plan_old;
CREATE TYPE app.plan AS ENUM ('free', 'pro');
ALTER TABLE app.tenants ALTER COLUMN plan TYPE app.plan USING plan::text::app.plan;
DROP TYPE app.plan_old;
-- column app.members.person: fails where a value does not fit into integer
ALTER TABLE app.members
    ALTER COLUMN person TYPE integer,
    ADD CONSTRAINT members_role_check CHECK (role = ANY (ARRAY['member'::text, 'admin'::text])) NOT VALID;
CREATE POLICY by_tenant ON app.members
    USING (tenant = app.current_tenant());
ALTER TABLE app.tenants
    ALTER COLUMN slug TYPE text,
    ALTER COLUMN plan SET DEFAULT 'free'::app.plan,
    ADD CONSTRAINT slug_format CHECK (slug ~ '^[a-z]+$'::text) NOT VALID;
CREATE VIEW api.members WITH (check_option=cascaded, security_barrier=true) AS
 SELECT tenant,
    person,
    role
   FROM app.members
  WHERE (role = 'admin'::text);
CREATE FUNCTION api.admins(wanted app.plan) RETURNS TABLE(person integer, plan app.plan)
    LANGUAGE sql STABLE
BEGIN ATOMIC
 SELECT m.person,
     t.plan
    FROM (api.members m
      JOIN app.tenants t ON ((t.id = m.tenant)))
   WHERE (t.plan = admins.wanted);
END;
CREATE UNIQUE INDEX CONCURRENTLY tenants_slug_idx ON app.tenants (lower(slug));
ALTER TABLE app.members VALIDATE CONSTRAINT members_role_check;
ALTER TABLE app.tenants VALIDATE CONSTRAINT slug_format;
