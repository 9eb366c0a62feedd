ALTER TABLE public.b DROP CONSTRAINT b_a_fkey;
DROP VIEW public.ab;
ALTER TABLE public.a ALTER COLUMN id TYPE bigint;
CREATE OR REPLACE FUNCTION public.audited() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    AS $$ BEGIN INSERT INTO audit (what) SELECT to_jsonb(n) FROM rows n; RETURN NULL; END $$;
CREATE OR REPLACE TRIGGER audited
    AFTER INSERT ON public.a
    REFERENCING NEW TABLE AS rows FOR EACH STATEMENT EXECUTE FUNCTION public.audited();
-- fill the rows that are there first: UPDATE public.audit SET at = … WHERE at IS NULL;
ALTER TABLE public.audit
    ADD CONSTRAINT audit_at_not_null CHECK (at IS NOT NULL) NOT VALID,
    ALTER COLUMN who TYPE text;
-- column public.b.v: fails where a value does not fit into character varying(20)
ALTER TABLE public.b
    ALTER COLUMN id TYPE bigint,
    ALTER COLUMN a TYPE bigint,
    ALTER COLUMN v TYPE character varying(20),
    ADD CONSTRAINT b_a_fkey FOREIGN KEY (a) REFERENCES public.a (id) NOT VALID;
CREATE OR REPLACE TRIGGER audited
    AFTER INSERT ON public.b
    REFERENCING NEW TABLE AS rows FOR EACH STATEMENT EXECUTE FUNCTION public.audited();
ALTER TABLE public.b ENABLE ALWAYS TRIGGER audited;
CREATE VIEW public.ab AS
 SELECT a.id,
    b.v
   FROM (public.a
     JOIN public.b ON ((b.a = a.id)));
CREATE TRIGGER ab_insert
    INSTEAD OF INSERT ON public.ab
    FOR EACH ROW EXECUTE FUNCTION public.ab_insert();
ALTER TABLE public.audit VALIDATE CONSTRAINT audit_at_not_null;
ALTER TABLE public.b VALIDATE CONSTRAINT b_a_fkey;
ALTER TABLE public.audit ALTER COLUMN at SET NOT NULL;
ALTER TABLE public.audit DROP CONSTRAINT audit_at_not_null;
