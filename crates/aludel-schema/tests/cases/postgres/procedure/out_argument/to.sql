CREATE PROCEDURE p(a integer, OUT b text, OUT c text) LANGUAGE plpgsql AS $$ BEGIN b := a::text; END $$;
