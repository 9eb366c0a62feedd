CREATE OR REPLACE FUNCTION public.f(a integer DEFAULT 1, b integer DEFAULT 2) RETURNS integer
    LANGUAGE sql
    AS $$SELECT a + b$$;
