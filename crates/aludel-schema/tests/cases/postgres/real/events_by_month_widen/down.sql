ALTER TABLE ONLY public.events ALTER COLUMN kind DROP DEFAULT;
ALTER TABLE public.events_2024_02 ALTER COLUMN kind DROP DEFAULT;
ALTER TABLE public.events DROP CONSTRAINT events_user_id_fkey;
DROP INDEX public.events_user_idx;
DROP VIEW public.busy;
DROP MATERIALIZED VIEW public.per_user;
-- destroys data: table public.events_2024_03
DROP TABLE public.events_2024_03;
-- destroys data: value 'open' of enum public.kind
-- rows that hold what goes must hold something else before, as by:
-- UPDATE public.events SET kind = … WHERE kind IN ('open');
ALTER TYPE public.kind RENAME TO kind_old;
CREATE TYPE public.kind AS ENUM ('click', 'view');
ALTER TABLE public.events ALTER COLUMN kind TYPE public.kind USING kind::text::public.kind;
DROP TYPE public.kind_old;
CREATE TABLE public.events_2024_01 PARTITION OF public.events FOR VALUES FROM ('2024-01-01 00:00:00') TO ('2024-02-01 00:00:00');
-- column public.events.user_id: fails where a value does not fit into integer
ALTER TABLE public.events
    ALTER COLUMN user_id TYPE integer,
    ALTER COLUMN data TYPE json;
ALTER TABLE ONLY public.events ALTER COLUMN kind SET DEFAULT 'click'::public.kind;
ALTER TABLE public.events_2024_01 ALTER COLUMN kind SET DEFAULT 'click'::public.kind;
ALTER TABLE public.events_2024_02 ALTER COLUMN kind SET DEFAULT 'view'::public.kind;
-- column public.users.id: fails where a value does not fit into integer
ALTER TABLE public.users ALTER COLUMN id TYPE integer;
ALTER TABLE public.events_2024_02 ADD CONSTRAINT events_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users (id) ON DELETE CASCADE NOT VALID;
SELECT pg_catalog.setval('public.users_id_seq', 1, false) FROM public.users_id_seq WHERE last_value NOT BETWEEN 1 AND 2147483647;
ALTER SEQUENCE public.users_id_seq AS integer;
ALTER TABLE public.users ALTER COLUMN email TYPE text;
-- its query runs now, and fills it
CREATE MATERIALIZED VIEW public.per_user AS
 SELECT events.user_id,
    events.kind,
    count(*) AS n
   FROM public.events
  GROUP BY events.user_id, events.kind;
CREATE VIEW public.busy AS
 SELECT u.email,
    p.n
   FROM (public.per_user p
     JOIN public.users u ON ((u.id = p.user_id)))
  WHERE (p.n > 10);
CREATE UNIQUE INDEX per_user_idx ON public.per_user (user_id, kind);
CREATE UNIQUE INDEX CONCURRENTLY events_2024_02_pkey_new ON public.events_2024_02 (id, at);
CREATE INDEX CONCURRENTLY events_2024_02_user_id_idx ON public.events_2024_02 (user_id);
ALTER TABLE public.events_2024_02 VALIDATE CONSTRAINT events_user_id_fkey;
ALTER TABLE public.events DROP CONSTRAINT events_pkey;
ALTER TABLE ONLY public.events ADD CONSTRAINT events_pkey PRIMARY KEY (id, at);
CREATE UNIQUE INDEX events_2024_01_pkey ON public.events_2024_01 (id, at);
ALTER TABLE public.events_2024_01 ADD CONSTRAINT events_2024_01_pkey PRIMARY KEY USING INDEX events_2024_01_pkey;
ALTER INDEX public.events_pkey ATTACH PARTITION public.events_2024_01_pkey;
ALTER TABLE public.events_2024_02 ADD CONSTRAINT events_2024_02_pkey_new PRIMARY KEY USING INDEX events_2024_02_pkey_new;
ALTER INDEX public.events_pkey ATTACH PARTITION public.events_2024_02_pkey_new;
ALTER INDEX public.events_2024_02_pkey_new RENAME TO events_2024_02_pkey;
ALTER TABLE public.events ADD CONSTRAINT events_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users (id) ON DELETE CASCADE;
CREATE INDEX events_user_idx ON ONLY public.events (user_id);
CREATE INDEX events_2024_01_user_id_idx ON public.events_2024_01 (user_id);
ALTER INDEX public.events_user_idx ATTACH PARTITION public.events_2024_01_user_id_idx;
ALTER INDEX public.events_user_idx ATTACH PARTITION public.events_2024_02_user_id_idx;
