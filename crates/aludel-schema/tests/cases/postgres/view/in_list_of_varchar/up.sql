CREATE VIEW public.v AS
 SELECT t.id
   FROM public.t
  WHERE (((t.s)::text = ANY (ARRAY[('a'::character varying)::text, ('it''s, (b)'::character varying)::text])) OR ((t.s)::text <> ALL (ARRAY[('x'::character varying)::text, ('y'::character varying)::text])));
