-- fill the rows that are there first: UPDATE public.t SET a = … WHERE a IS NULL;
ALTER TABLE public.t ALTER COLUMN a SET NOT NULL;
