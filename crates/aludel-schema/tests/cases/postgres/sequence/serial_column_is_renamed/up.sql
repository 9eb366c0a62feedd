ALTER TABLE public.people RENAME COLUMN id TO number;
ALTER SEQUENCE public.people_id_seq RENAME TO people_number_seq;
