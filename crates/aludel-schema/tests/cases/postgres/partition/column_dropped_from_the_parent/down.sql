ALTER TABLE public.days ADD COLUMN extra integer;
