CREATE TRANSFORM FOR integer LANGUAGE sql (FROM SQL WITH FUNCTION prsd_lextype(internal), TO SQL WITH FUNCTION int4recv(internal));
CREATE FUNCTION public.f(a integer) RETURNS integer
    LANGUAGE sql TRANSFORM FOR TYPE integer
    AS $$SELECT a$$;
