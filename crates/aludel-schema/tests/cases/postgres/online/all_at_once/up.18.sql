DROP INDEX CONCURRENTLY public.gone;
-- destroys data: column public.t.old_ix
-- fill the rows that are there first: UPDATE public.t SET a = … WHERE a IS NULL;
ALTER TABLE public.t
    ADD CONSTRAINT t_a_not_null NOT NULL a NOT VALID,
    ADD COLUMN fresh integer,
    ADD CONSTRAINT ck CHECK (a > 0) NOT VALID,
    DROP COLUMN old_ix;
CREATE UNIQUE INDEX CONCURRENTLY pk_new ON public.t (id) INCLUDE (a);
CREATE INDEX CONCURRENTLY changed_new ON public.t (a DESC);
CREATE UNIQUE INDEX CONCURRENTLY demoted_new ON public.t (b);
CREATE INDEX CONCURRENTLY t_fresh_idx ON public.t (fresh);
ALTER TABLE public.t VALIDATE CONSTRAINT t_a_not_null;
ALTER TABLE public.t VALIDATE CONSTRAINT ck;
ALTER TABLE public.u DROP CONSTRAINT fk;
ALTER TABLE public.t
    DROP CONSTRAINT pk,
    ADD CONSTRAINT pk PRIMARY KEY USING INDEX pk_new,
    ADD CONSTRAINT promoted UNIQUE USING INDEX promoted;
ALTER TABLE public.t DROP CONSTRAINT demoted;
ALTER INDEX public.demoted_new RENAME TO demoted;
ALTER TABLE public.u
    ADD CONSTRAINT fk FOREIGN KEY (t_id) REFERENCES public.t (id) NOT VALID,
    ADD CONSTRAINT fk2 FOREIGN KEY (n) REFERENCES public.t (id) NOT VALID;
ALTER TABLE public.u VALIDATE CONSTRAINT fk;
ALTER TABLE public.u VALIDATE CONSTRAINT fk2;
DROP INDEX CONCURRENTLY public.plain;
DROP INDEX CONCURRENTLY public.changed;
ALTER INDEX public.changed_new RENAME TO changed;
COMMENT ON INDEX public.changed IS 'x';
