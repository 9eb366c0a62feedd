-- column public.c.p_id: fails where a value does not fit into integer
ALTER TABLE public.c
    DROP CONSTRAINT c_p_id_fkey,
    ALTER COLUMN p_id TYPE integer;
-- column public.p.id: fails where a value does not fit into integer
ALTER TABLE public.p ALTER COLUMN id TYPE integer;
ALTER TABLE public.c ADD CONSTRAINT c_p_id_fkey FOREIGN KEY (p_id) REFERENCES public.p (id) NOT VALID;
ALTER TABLE public.c VALIDATE CONSTRAINT c_p_id_fkey;
