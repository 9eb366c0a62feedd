-- destroys data: column public.c.p_id
ALTER TABLE public.c
    DROP CONSTRAINT c_p_id_fkey,
    DROP COLUMN p_id;
-- destroys data: table public.p
DROP TABLE public.p;
