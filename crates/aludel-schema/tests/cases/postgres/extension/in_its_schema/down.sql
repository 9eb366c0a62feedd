-- destroys data: table public.items
DROP TABLE public.items;
DROP EXTENSION hstore;
DROP SCHEMA "Odd ""name";
