ALTER TABLE public.t DROP CONSTRAINT t_s_check;
-- destroys data: table public.u
DROP TABLE public.u;
DROP INDEX CONCURRENTLY public.t_id;
