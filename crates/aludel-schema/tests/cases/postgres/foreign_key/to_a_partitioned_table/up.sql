ALTER TABLE public.note ADD CONSTRAINT note_day_kind_fkey FOREIGN KEY (day, kind) REFERENCES public.log (day, kind) NOT VALID;
ALTER TABLE public.note VALIDATE CONSTRAINT note_day_kind_fkey;
