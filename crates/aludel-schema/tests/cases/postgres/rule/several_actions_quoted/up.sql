CREATE RULE "Rule on TO" AS
    ON UPDATE TO public.t DO ( INSERT INTO public."Log ;x" (id)
  VALUES (old.id);
 DELETE FROM public."Log ;x"
  WHERE ("Log ;x".id = 3);
);
