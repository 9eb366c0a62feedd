-- fill the rows that are there first: UPDATE public.t SET a = … WHERE a IS NULL;
-- fill the rows that are there first: UPDATE public.t SET b = … WHERE b IS NULL;
ALTER TABLE public.t
    ADD CONSTRAINT t_a_not_null NOT NULL a NOT VALID,
    ADD CONSTRAINT t_b_not_null NOT NULL b NOT VALID;
ALTER TABLE public.t VALIDATE CONSTRAINT t_a_not_null;
ALTER TABLE public.t VALIDATE CONSTRAINT t_b_not_null;
