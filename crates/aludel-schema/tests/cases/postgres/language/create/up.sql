CREATE LANGUAGE "Odd ""one" HANDLER plpgsql_call_handler;
CREATE TRUSTED LANGUAGE plother HANDLER plpgsql_call_handler INLINE plpgsql_inline_handler VALIDATOR plpgsql_validator;
CREATE FUNCTION public.f() RETURNS integer
    LANGUAGE plother
    AS $$ BEGIN RETURN 1; END $$;
