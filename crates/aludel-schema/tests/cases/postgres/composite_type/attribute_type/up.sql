ALTER TYPE public.point2
    ALTER ATTRIBUTE x TYPE bigint,
    ALTER ATTRIBUTE y TYPE text COLLATE pg_catalog."C";
