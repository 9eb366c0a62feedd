ALTER TABLE public.b DROP CONSTRAINT b_a_fkey;
DROP VIEW public.ab;
-- column public.a.id: fails where a value does not fit into integer
ALTER TABLE public.a ALTER COLUMN id TYPE integer;
CREATE OR REPLACE FUNCTION public.audited() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN INSERT INTO audit (what) SELECT to_jsonb(n) FROM new_rows n; RETURN NULL; END $$;
CREATE OR REPLACE TRIGGER audited
    AFTER INSERT ON public.a
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audited();
ALTER TABLE public.audit
    ALTER COLUMN at DROP NOT NULL,
    ALTER COLUMN who TYPE name;
-- column public.b.id: fails where a value does not fit into integer
-- column public.b.a: fails where a value does not fit into integer
ALTER TABLE public.b
    ALTER COLUMN id TYPE integer,
    ALTER COLUMN a TYPE integer,
    ALTER COLUMN v TYPE text,
    ADD CONSTRAINT b_a_fkey FOREIGN KEY (a) REFERENCES public.a (id) NOT VALID;
CREATE OR REPLACE TRIGGER audited
    AFTER INSERT ON public.b
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audited();
ALTER TABLE public.b DISABLE TRIGGER audited;
CREATE VIEW public.ab AS
 SELECT a.id,
    b.v
   FROM (public.a
     JOIN public.b ON ((b.a = a.id)));
CREATE TRIGGER ab_insert
    INSTEAD OF INSERT ON public.ab
    FOR EACH ROW EXECUTE FUNCTION public.ab_insert();
ALTER TABLE public.b VALIDATE CONSTRAINT b_a_fkey;
