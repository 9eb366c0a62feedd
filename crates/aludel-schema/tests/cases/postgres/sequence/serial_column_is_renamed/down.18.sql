ALTER TABLE public.people RENAME CONSTRAINT people_number_not_null TO people_id_not_null;
ALTER SEQUENCE public.people_number_seq RENAME TO people_id_seq;
ALTER TABLE public.people RENAME COLUMN number TO id;
