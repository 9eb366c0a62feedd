ALTER TABLE public.t DROP CONSTRAINT c;
DROP FUNCTION public.f(integer);
CREATE FUNCTION public.f(integer) RETURNS bigint
    LANGUAGE sql IMMUTABLE
    AS $$SELECT $1::bigint + 1$$;
ALTER TABLE public.t ADD CONSTRAINT c CHECK (public.f(a) > 0) NOT VALID;
ALTER TABLE public.t VALIDATE CONSTRAINT c;
