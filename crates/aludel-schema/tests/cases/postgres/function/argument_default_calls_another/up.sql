CREATE FUNCTION public.z_base() RETURNS integer
    LANGUAGE sql
    AS $$SELECT 1$$;
CREATE FUNCTION public.a_sum(n integer DEFAULT public.z_base()) RETURNS integer
    LANGUAGE sql
    AS $$SELECT n$$;
