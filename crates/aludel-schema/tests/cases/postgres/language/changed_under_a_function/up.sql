DROP FUNCTION public.f();
DROP LANGUAGE plother;
CREATE TRUSTED LANGUAGE plother HANDLER plpgsql_call_handler INLINE plpgsql_inline_handler;
CREATE FUNCTION public.f() RETURNS integer
    LANGUAGE plother
    AS $$ BEGIN RETURN 1; END $$;
