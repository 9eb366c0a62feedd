CREATE OR REPLACE PROCEDURE public.p(a integer)
    LANGUAGE plpgsql
    AS $$ BEGIN RAISE NOTICE 'x'; END $$;
