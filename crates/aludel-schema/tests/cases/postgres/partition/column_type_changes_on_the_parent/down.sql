ALTER TABLE public.days
    ALTER COLUMN extra TYPE text,
    ALTER COLUMN extra SET DEFAULT '1'::text;
