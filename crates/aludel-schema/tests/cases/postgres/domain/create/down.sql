-- destroys data: table public.items
DROP TABLE public.items;
DROP DOMAIN public."Odd ""name";
DROP DOMAIN public.many;
DROP DOMAIN public.positive;
