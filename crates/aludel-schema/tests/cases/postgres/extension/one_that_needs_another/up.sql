CREATE EXTENSION cube WITH SCHEMA public;
CREATE EXTENSION earthdistance WITH SCHEMA public;
CREATE FUNCTION public.far(a public.earth, b public.earth) RETURNS boolean
    LANGUAGE sql
    AS $$SELECT earth_distance(a, b) > 1000$$;
