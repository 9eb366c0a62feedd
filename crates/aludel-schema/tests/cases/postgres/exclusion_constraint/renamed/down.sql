ALTER TABLE public.stay RENAME CONSTRAINT vacant TO free;
