DROP INDEX CONCURRENTLY public.t_a;
DROP INDEX CONCURRENTLY public.t_ab;
-- destroys data: column public.t.a
ALTER TABLE public.t DROP COLUMN a;
