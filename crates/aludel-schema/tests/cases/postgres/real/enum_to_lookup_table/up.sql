DROP INDEX CONCURRENTLY public.tasks_open_idx;
ALTER TABLE public.tasks DROP CONSTRAINT done;
DROP VIEW public.open_tasks;
DROP FUNCTION public.finish(public.tasks);
ALTER TABLE public.tasks
    ALTER COLUMN status TYPE text,
    ALTER COLUMN status SET DEFAULT 'new'::text;
DROP TYPE public.status;
ALTER TABLE public.tasks ALTER COLUMN id DROP DEFAULT;
-- destroys data: how far sequence public.tasks_id_seq has counted
DROP SEQUENCE public.tasks_id_seq;
CREATE TABLE public.statuses (
    name text NOT NULL,
    CONSTRAINT statuses_pkey PRIMARY KEY (name)
);
ALTER TABLE public.tasks
    ALTER COLUMN id TYPE bigint,
    ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY;
-- the identity counts on from the values that are there
SELECT pg_catalog.setval(pg_catalog.pg_get_serial_sequence('public.tasks', 'id'), max(id)) FROM public.tasks;
ALTER TABLE public.tasks
    ADD CONSTRAINT done CHECK ((status <> 'done'::text) OR (due IS NOT NULL)) NOT VALID,
    ADD CONSTRAINT tasks_status_fkey FOREIGN KEY (status) REFERENCES public.statuses (name) NOT VALID;
CREATE VIEW public.open_tasks AS
 SELECT tasks.id,
    tasks.due
   FROM public.tasks
  WHERE (tasks.status = 'new'::text);
CREATE FUNCTION public.finish(t public.tasks) RETURNS text
    LANGUAGE sql
    AS $$ SELECT 'done' $$;
CREATE INDEX CONCURRENTLY tasks_open_idx ON public.tasks (due) WHERE (status = 'new'::text);
ALTER TABLE public.tasks VALIDATE CONSTRAINT done;
ALTER TABLE public.tasks VALIDATE CONSTRAINT tasks_status_fkey;
