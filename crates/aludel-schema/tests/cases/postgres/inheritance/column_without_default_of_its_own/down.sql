ALTER TABLE public.books ALTER COLUMN name SET DEFAULT 'x'::text;
