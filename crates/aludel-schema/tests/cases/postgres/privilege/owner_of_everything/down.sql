ALTER SCHEMA s OWNER TO aludel;
ALTER TYPE public.e OWNER TO aludel;
ALTER DOMAIN public.d OWNER TO aludel;
ALTER TABLE public.t OWNER TO aludel;
ALTER SEQUENCE public.q OWNER TO aludel;
ALTER VIEW public.v OWNER TO aludel;
ALTER FUNCTION public.g(integer) OWNER TO aludel;
