CREATE TABLE public.new (
    id integer,
    note character varying(20)
);
-- destroys data: table public.old
DROP TABLE public.old;
