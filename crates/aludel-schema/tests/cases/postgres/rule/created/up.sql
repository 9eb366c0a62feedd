CREATE RULE note AS
    ON INSERT TO public.t
   WHERE (new.id > 3) DO  INSERT INTO public.log (id)
  VALUES (new.id);
