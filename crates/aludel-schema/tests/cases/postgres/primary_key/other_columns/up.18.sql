-- fill the rows that are there first: UPDATE public.t SET a = … WHERE a IS NULL;
ALTER TABLE public.t ADD CONSTRAINT t_a_not_null NOT NULL a NOT VALID;
CREATE UNIQUE INDEX CONCURRENTLY t_pkey_new ON public.t (id, a);
ALTER TABLE public.t VALIDATE CONSTRAINT t_a_not_null;
ALTER TABLE public.t
    DROP CONSTRAINT t_pkey,
    ADD CONSTRAINT t_pkey PRIMARY KEY USING INDEX t_pkey_new;
