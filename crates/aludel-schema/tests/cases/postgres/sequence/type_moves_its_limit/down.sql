ALTER SEQUENCE public.s AS integer;
