ALTER TABLE public.pairs
    OF public.pair,
    ALTER COLUMN b SET DEFAULT 'x'::text;
