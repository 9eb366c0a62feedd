ALTER TYPE public.point2
    ALTER ATTRIBUTE x TYPE integer,
    ALTER ATTRIBUTE y TYPE integer;
