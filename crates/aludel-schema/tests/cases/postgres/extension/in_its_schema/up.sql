CREATE SCHEMA "Odd ""name";
CREATE EXTENSION hstore WITH SCHEMA "Odd ""name";
CREATE TABLE public.items (
    attributes "Odd ""name".hstore
);
