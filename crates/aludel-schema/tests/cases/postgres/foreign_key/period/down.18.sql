ALTER TABLE public.c DROP CONSTRAINT c_id_during_fkey;
