ALTER TABLE public.days ADD COLUMN extra integer NOT NULL DEFAULT 5;
