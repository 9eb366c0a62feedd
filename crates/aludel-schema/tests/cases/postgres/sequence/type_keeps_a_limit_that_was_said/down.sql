SELECT pg_catalog.setval('public.s', 1, false) FROM public.s WHERE last_value NOT BETWEEN 1 AND 500;
ALTER SEQUENCE public.s AS integer MAXVALUE 500;
