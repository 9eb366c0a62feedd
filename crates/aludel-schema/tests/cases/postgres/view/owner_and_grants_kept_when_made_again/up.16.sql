DROP VIEW public.v;
CREATE VIEW public.v AS
 SELECT name,
    id
   FROM public.t;
ALTER VIEW public.v OWNER TO keeper;
GRANT UPDATE (name) ON TABLE public.v TO writer;
GRANT INSERT ON TABLE public.v TO PUBLIC;
GRANT SELECT ON TABLE public.v TO reader WITH GRANT OPTION;
