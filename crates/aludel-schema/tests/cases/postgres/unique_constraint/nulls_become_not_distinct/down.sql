CREATE UNIQUE INDEX CONCURRENTLY t_a_key_new ON public.t (a);
ALTER TABLE public.t
    DROP CONSTRAINT t_a_key,
    ADD CONSTRAINT t_a_key UNIQUE USING INDEX t_a_key_new;
