DROP FUNCTION public.f();
DROP LANGUAGE plother;
CREATE LANGUAGE plother HANDLER plpgsql_call_handler;
CREATE FUNCTION public.f() RETURNS integer
    LANGUAGE plother
    AS $$ BEGIN RETURN 1; END $$;
