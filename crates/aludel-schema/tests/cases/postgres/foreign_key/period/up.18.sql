ALTER TABLE public.c ADD CONSTRAINT c_id_during_fkey FOREIGN KEY (id, PERIOD during) REFERENCES public.p (id, PERIOD during) NOT VALID;
ALTER TABLE public.c VALIDATE CONSTRAINT c_id_during_fkey;
