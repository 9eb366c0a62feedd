ALTER TABLE ONLY public.days ALTER COLUMN note SET DEFAULT 'z'::text;
ALTER TABLE public.days_21 ALTER COLUMN note SET DEFAULT 'z'::text;
