ALTER TABLE public.t
    ALTER COLUMN now DROP DEFAULT,
    ALTER COLUMN now TYPE public.mood USING now::public.mood,
    ALTER COLUMN before TYPE public.mood[] USING before::public.mood[],
    ALTER COLUMN now SET DEFAULT 'ok'::public.mood;
