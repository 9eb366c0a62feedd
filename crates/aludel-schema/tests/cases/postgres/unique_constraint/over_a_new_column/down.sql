-- destroys data: column public.t.c
ALTER TABLE public.t
    DROP CONSTRAINT t_c_key,
    DROP COLUMN c;
