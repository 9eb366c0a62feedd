-- fill the rows that are there first: UPDATE public.log SET kind = … WHERE kind IS NULL;
ALTER TABLE public.log ADD CONSTRAINT log_kind_not_null NOT NULL kind NOT VALID;
ALTER TABLE public.log VALIDATE CONSTRAINT log_kind_not_null;
ALTER TABLE public.log ADD CONSTRAINT log_pkey PRIMARY KEY (day, kind, id);
