DROP VIEW public.v;
CREATE VIEW public.v AS
 SELECT id
   FROM public.t;
CREATE RULE r AS
    ON DELETE TO public.v DO INSTEAD NOTHING;
COMMENT ON RULE r ON public.v IS 'x';
