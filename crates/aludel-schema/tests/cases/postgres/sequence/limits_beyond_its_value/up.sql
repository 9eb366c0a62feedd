SELECT pg_catalog.setval('public.tickets', 20, false) FROM public.tickets WHERE last_value NOT BETWEEN 10 AND 9223372036854775807;
ALTER SEQUENCE public.tickets MINVALUE 10 START WITH 20;
