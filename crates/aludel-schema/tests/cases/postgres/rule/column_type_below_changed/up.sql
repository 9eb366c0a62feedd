DROP RULE note ON public.t;
ALTER TABLE public.t ALTER COLUMN n TYPE bigint;
CREATE RULE note AS
    ON INSERT TO public.t DO  INSERT INTO public.log (n)
  VALUES (new.n);
