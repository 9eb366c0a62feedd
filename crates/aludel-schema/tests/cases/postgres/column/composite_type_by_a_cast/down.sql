-- column public.t.v: fails where a value is no public.a
ALTER TABLE public.t ALTER COLUMN v TYPE public.a USING v::text::public.a;
