CREATE PROCEDURE p(a integer, OUT b text) LANGUAGE plpgsql AS $$ BEGIN b := a::text; END $$;
