ALTER TABLE public.log DROP CONSTRAINT log_key;
