ALTER TABLE public.things ADD COLUMN extra integer;
