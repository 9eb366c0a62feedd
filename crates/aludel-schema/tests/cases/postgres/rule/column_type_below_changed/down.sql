DROP RULE note ON public.t;
-- column public.t.n: fails where a value does not fit into integer
ALTER TABLE public.t ALTER COLUMN n TYPE integer;
CREATE RULE note AS
    ON INSERT TO public.t DO  INSERT INTO public.log (n)
  VALUES (new.n);
