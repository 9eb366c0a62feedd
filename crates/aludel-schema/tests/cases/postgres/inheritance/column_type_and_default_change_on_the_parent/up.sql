ALTER TABLE public.things
    ALTER COLUMN id TYPE bigint,
    ALTER COLUMN name SET DEFAULT 'y'::text;
