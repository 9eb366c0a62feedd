CREATE OR REPLACE FUNCTION public.f(anyelement) RETURNS anyelement
    LANGUAGE sql
    AS $$SELECT $1$$;
