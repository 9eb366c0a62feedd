ALTER PUBLICATION p DROP TABLE public.a;
-- column public.a.n: fails where a value does not fit into integer
ALTER TABLE public.a ALTER COLUMN n TYPE integer;
ALTER PUBLICATION p ADD TABLE public.a WHERE (n > 3);
