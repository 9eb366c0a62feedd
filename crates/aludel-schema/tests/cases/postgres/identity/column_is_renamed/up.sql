ALTER TABLE public.people RENAME COLUMN id TO number;
ALTER TABLE public.people ALTER COLUMN number TYPE bigint;
ALTER SEQUENCE public.people_id_seq RENAME TO people_number_seq;
