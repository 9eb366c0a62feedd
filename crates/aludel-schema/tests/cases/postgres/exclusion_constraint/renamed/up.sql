ALTER TABLE public.stay RENAME CONSTRAINT free TO vacant;
