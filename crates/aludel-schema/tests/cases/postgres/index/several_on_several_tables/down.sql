DROP INDEX CONCURRENTLY public.t_b_idx;
DROP INDEX CONCURRENTLY public.u_b_idx;
-- destroys data: column public.t.b
ALTER TABLE public.t DROP COLUMN b;
-- destroys data: column public.u.b
ALTER TABLE public.u DROP COLUMN b;
DROP INDEX CONCURRENTLY public.t_a_idx;
