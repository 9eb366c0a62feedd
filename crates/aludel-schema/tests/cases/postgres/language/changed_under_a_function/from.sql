CREATE LANGUAGE plother HANDLER plpgsql_call_handler;
CREATE FUNCTION f() RETURNS integer LANGUAGE plother AS $$ BEGIN RETURN 1; END $$;
