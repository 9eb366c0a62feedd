-- column public.t.a: fails where a value does not fit into integer
ALTER TABLE public.t ALTER COLUMN a TYPE integer;
