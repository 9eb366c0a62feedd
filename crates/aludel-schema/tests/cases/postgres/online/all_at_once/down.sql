DROP INDEX CONCURRENTLY public.t_fresh_idx;
ALTER TABLE public.t DROP CONSTRAINT ck;
-- destroys data: column public.t.fresh
ALTER TABLE public.t
    ADD COLUMN old_ix integer,
    DROP COLUMN fresh;
CREATE UNIQUE INDEX CONCURRENTLY pk_new ON public.t (id);
CREATE INDEX CONCURRENTLY gone ON public.t (old_ix);
CREATE UNIQUE INDEX CONCURRENTLY promoted_new ON public.t (k);
CREATE UNIQUE INDEX CONCURRENTLY plain ON public.u (n);
ALTER TABLE public.u
    DROP CONSTRAINT fk,
    DROP CONSTRAINT fk2;
ALTER TABLE public.t
    DROP CONSTRAINT pk,
    ADD CONSTRAINT pk PRIMARY KEY USING INDEX pk_new,
    ADD CONSTRAINT demoted UNIQUE USING INDEX demoted;
ALTER TABLE public.t DROP CONSTRAINT promoted;
ALTER INDEX public.promoted_new RENAME TO promoted;
ALTER TABLE public.u ADD CONSTRAINT fk FOREIGN KEY (t_id) REFERENCES public.t (id) NOT VALID;
ALTER TABLE public.u VALIDATE CONSTRAINT fk;
ALTER TABLE public.t ALTER COLUMN a DROP NOT NULL;
CREATE INDEX CONCURRENTLY changed_new ON public.t (a);
DROP INDEX CONCURRENTLY public.changed;
ALTER INDEX public.changed_new RENAME TO changed;
COMMENT ON INDEX public.changed IS 'x';
