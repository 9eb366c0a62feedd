CREATE OR REPLACE RULE r AS
    ON DELETE TO public.v DO INSTEAD  DELETE FROM public.t
  WHERE (t.id = old.id);
