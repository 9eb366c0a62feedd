ALTER TABLE public.c RENAME CONSTRAINT c_parent TO c_p;
