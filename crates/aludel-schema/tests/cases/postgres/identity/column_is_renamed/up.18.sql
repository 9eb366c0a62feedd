ALTER TABLE public.people RENAME COLUMN id TO number;
ALTER TABLE public.people ALTER COLUMN number TYPE bigint;
ALTER TABLE public.people RENAME CONSTRAINT people_id_not_null TO people_number_not_null;
ALTER SEQUENCE public.people_id_seq RENAME TO people_number_seq;
