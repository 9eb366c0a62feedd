-- column public.things.id: fails where a value does not fit into integer
ALTER TABLE public.things
    ALTER COLUMN id TYPE integer,
    ALTER COLUMN name SET DEFAULT 'x'::text;
