DROP PROCEDURE public.p(integer);
CREATE PROCEDURE public.p(a integer, OUT b text)
    LANGUAGE plpgsql
    AS $$ BEGIN b := a::text; END $$;
