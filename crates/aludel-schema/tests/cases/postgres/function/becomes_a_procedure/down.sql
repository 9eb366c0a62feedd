DROP PROCEDURE public.f(integer);
CREATE FUNCTION public.f(a integer) RETURNS void
    LANGUAGE plpgsql
    AS $$ BEGIN NULL; END $$;
