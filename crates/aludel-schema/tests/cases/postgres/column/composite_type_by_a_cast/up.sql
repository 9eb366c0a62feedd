ALTER TABLE public.t ALTER COLUMN v TYPE public.b USING v::public.b;
