DROP FUNCTION public.f(integer);
CREATE PROCEDURE public.f(a integer)
    LANGUAGE plpgsql
    AS $$ BEGIN NULL; END $$;
