ALTER TABLE public.c
    DROP CONSTRAINT c_p_id_fkey,
    ALTER COLUMN p_id TYPE bigint;
ALTER TABLE public.p ALTER COLUMN id TYPE bigint;
ALTER TABLE public.c ADD CONSTRAINT c_p_id_fkey FOREIGN KEY (p_id) REFERENCES public.p (id) NOT VALID;
ALTER TABLE public.c VALIDATE CONSTRAINT c_p_id_fkey;
