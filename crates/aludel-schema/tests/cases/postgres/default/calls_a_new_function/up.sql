CREATE FUNCTION public.five() RETURNS integer
    LANGUAGE sql
    AS $$SELECT 5$$;
ALTER TABLE public.orders ALTER COLUMN total SET DEFAULT public.five();
