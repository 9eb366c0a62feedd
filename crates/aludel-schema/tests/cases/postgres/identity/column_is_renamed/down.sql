-- column public.people.number: fails where a value does not fit into integer
ALTER TABLE public.people ALTER COLUMN number TYPE integer;
ALTER SEQUENCE public.people_number_seq RENAME TO people_id_seq;
ALTER TABLE public.people RENAME COLUMN number TO id;
