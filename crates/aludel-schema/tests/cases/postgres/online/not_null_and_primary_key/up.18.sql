-- fill the rows that are there first: UPDATE public.t SET id = … WHERE id IS NULL;
ALTER TABLE public.t ADD CONSTRAINT t_id_not_null NOT NULL id NOT VALID;
CREATE UNIQUE INDEX CONCURRENTLY t_pkey ON public.t (id);
ALTER TABLE public.t VALIDATE CONSTRAINT t_id_not_null;
ALTER TABLE public.t ADD CONSTRAINT t_pkey PRIMARY KEY USING INDEX t_pkey;
