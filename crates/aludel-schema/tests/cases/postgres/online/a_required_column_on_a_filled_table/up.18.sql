ALTER TABLE public.t ADD COLUMN c integer;
-- fill the rows that are there first: UPDATE public.t SET c = … WHERE c IS NULL;
ALTER TABLE public.t ADD CONSTRAINT t_c_not_null NOT NULL c NOT VALID;
ALTER TABLE public.t VALIDATE CONSTRAINT t_c_not_null;
