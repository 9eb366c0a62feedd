ALTER TABLE public.t
    ALTER COLUMN now DROP DEFAULT,
    ALTER COLUMN now TYPE integer USING now::integer,
    ALTER COLUMN before TYPE integer[] USING before::integer[],
    ALTER COLUMN now SET DEFAULT 1;
