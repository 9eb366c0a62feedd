DROP INDEX CONCURRENTLY public.tasks_open_idx;
ALTER TABLE public.tasks
    ALTER COLUMN status DROP DEFAULT,
    DROP CONSTRAINT done,
    DROP CONSTRAINT tasks_status_fkey;
DROP VIEW public.open_tasks;
DROP FUNCTION public.finish(public.tasks);
CREATE TYPE public.status AS ENUM ('new', 'done');
-- column public.tasks.id: fails where a value does not fit into integer
ALTER TABLE public.tasks
    ALTER COLUMN id DROP IDENTITY,
    ALTER COLUMN id TYPE integer;
CREATE SEQUENCE public.tasks_id_seq AS integer OWNED BY public.tasks.id;
-- column public.tasks.status: fails where a value is no public.status
ALTER TABLE public.tasks
    ALTER COLUMN status TYPE public.status USING status::public.status,
    ALTER COLUMN id SET DEFAULT nextval('public.tasks_id_seq'::regclass);
-- the sequence counts on from the values that are there
SELECT pg_catalog.setval('public.tasks_id_seq', max(id)) FROM public.tasks;
ALTER TABLE public.tasks
    ALTER COLUMN status SET DEFAULT 'new'::public.status,
    ADD CONSTRAINT done CHECK ((status <> 'done'::public.status) OR (due IS NOT NULL)) NOT VALID;
CREATE VIEW public.open_tasks AS
 SELECT id,
    due
   FROM public.tasks
  WHERE (status = 'new'::public.status);
CREATE FUNCTION public.finish(t public.tasks) RETURNS public.status
    LANGUAGE sql
    AS $$ SELECT 'done'::status $$;
-- destroys data: table public.statuses
DROP TABLE public.statuses;
CREATE INDEX CONCURRENTLY tasks_open_idx ON public.tasks (due) WHERE (status = 'new'::public.status);
ALTER TABLE public.tasks VALIDATE CONSTRAINT done;
