-- fill the rows that are there first: UPDATE public.days_20 SET note = … WHERE note IS NULL;
ALTER TABLE public.days_20 ALTER COLUMN note SET NOT NULL;
