ALTER SEQUENCE public.people_number_seq RENAME TO people_id_seq;
ALTER TABLE public.people RENAME COLUMN number TO id;
