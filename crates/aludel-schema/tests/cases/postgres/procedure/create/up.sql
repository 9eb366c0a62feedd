CREATE PROCEDURE public.p(a integer, INOUT b text DEFAULT 'x'::text)
    LANGUAGE plpgsql
    AS $$ BEGIN b := a::text; END $$;
CREATE PROCEDURE public.q()
    LANGUAGE sql
BEGIN ATOMIC
END;
