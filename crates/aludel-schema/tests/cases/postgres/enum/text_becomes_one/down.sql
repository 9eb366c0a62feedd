ALTER TABLE public.people
    ALTER COLUMN now TYPE text,
    ALTER COLUMN now SET DEFAULT 'ok'::text;
DROP TYPE public.mood;
