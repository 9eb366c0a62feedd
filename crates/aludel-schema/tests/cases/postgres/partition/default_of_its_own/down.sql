ALTER TABLE public.days_20 ALTER COLUMN note SET DEFAULT 'x'::text;
