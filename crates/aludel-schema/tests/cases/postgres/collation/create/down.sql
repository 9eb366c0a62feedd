-- destroys data: table public.t
DROP TABLE public.t;
DROP COLLATION public."Odd ""name";
DROP COLLATION public.plain;
