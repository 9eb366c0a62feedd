DROP VIEW public.v;
CREATE VIEW public.v AS
 SELECT id,
    name
   FROM public.t;
ALTER VIEW public.v OWNER TO keeper;
GRANT SELECT (name) ON TABLE public.v TO writer;
GRANT SELECT ON TABLE public.v TO reader;
