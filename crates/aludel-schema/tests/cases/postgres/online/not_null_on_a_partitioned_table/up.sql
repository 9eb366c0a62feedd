-- fill the rows that are there first: UPDATE public.log SET kind = … WHERE kind IS NULL;
ALTER TABLE public.log ADD CONSTRAINT log_kind_not_null CHECK (kind IS NOT NULL) NOT VALID;
ALTER TABLE public.log VALIDATE CONSTRAINT log_kind_not_null;
ALTER TABLE public.log ALTER COLUMN kind SET NOT NULL;
ALTER TABLE public.log DROP CONSTRAINT log_kind_not_null;
