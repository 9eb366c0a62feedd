ALTER TABLE public.c RENAME CONSTRAINT c_p TO c_parent;
