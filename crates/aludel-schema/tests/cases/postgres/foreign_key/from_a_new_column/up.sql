ALTER TABLE public.c
    ADD COLUMN p_id integer,
    ADD CONSTRAINT c_p_id_fkey FOREIGN KEY (p_id) REFERENCES public.p (id) NOT VALID;
ALTER TABLE public.c VALIDATE CONSTRAINT c_p_id_fkey;
