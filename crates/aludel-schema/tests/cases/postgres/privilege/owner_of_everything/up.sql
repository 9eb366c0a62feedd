ALTER SCHEMA s OWNER TO keeper;
ALTER TYPE public.e OWNER TO keeper;
ALTER DOMAIN public.d OWNER TO keeper;
ALTER SEQUENCE public.q OWNER TO keeper;
ALTER TABLE public.t OWNER TO keeper;
ALTER VIEW public.v OWNER TO keeper;
ALTER FUNCTION public.g(integer) OWNER TO keeper;
