CREATE VIEW public.v AS
 SELECT id
   FROM public.t
  WHERE (((s)::text = ANY (ARRAY[('a'::character varying)::text, ('it''s, (b)'::character varying)::text])) OR ((s)::text <> ALL (ARRAY[('x'::character varying)::text, ('y'::character varying)::text])));
