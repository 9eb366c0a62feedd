CREATE UNIQUE INDEX CONCURRENTLY p_id_new ON public.p (id);
ALTER TABLE public.c DROP CONSTRAINT c_p_id_fkey;
DROP INDEX CONCURRENTLY public.p_id;
ALTER INDEX public.p_id_new RENAME TO p_id;
ALTER TABLE public.c ADD CONSTRAINT c_p_id_fkey FOREIGN KEY (p_id) REFERENCES public.p (id) NOT VALID;
ALTER TABLE public.c VALIDATE CONSTRAINT c_p_id_fkey;
