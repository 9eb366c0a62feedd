ALTER SEQUENCE public.s AS bigint;
