ALTER TABLE public.users RENAME TO people;
