SELECT pg_catalog.setval('public.tickets', 10, false) FROM public.tickets WHERE last_value NOT BETWEEN 10 AND 100;
ALTER SEQUENCE public.tickets MINVALUE 10 MAXVALUE 100 START WITH 10;
