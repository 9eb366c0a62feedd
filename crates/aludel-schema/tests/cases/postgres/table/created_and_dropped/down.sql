CREATE TABLE public.old (
    id integer
);
-- destroys data: table public.new
DROP TABLE public.new;
