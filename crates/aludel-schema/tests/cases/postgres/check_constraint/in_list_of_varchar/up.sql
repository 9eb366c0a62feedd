ALTER TABLE public.t ADD CONSTRAINT t_s_check CHECK ((s)::text = ANY (ARRAY[('a'::character varying)::text, ('b'::character varying)::text])) NOT VALID;
CREATE TABLE public.u (
    s character varying(10) DEFAULT 'a'::character varying,
    g text GENERATED ALWAYS AS (
CASE
    WHEN ((s)::text = ANY (ARRAY[('a'::character varying)::text, ('b'::character varying)::text])) THEN 'x'::text
    ELSE NULL::text
END) STORED,
    CONSTRAINT u_s_check CHECK ((s)::text = ANY (ARRAY[('a'::character varying)::text, ('b'::character varying)::text]))
);
CREATE INDEX CONCURRENTLY t_id ON public.t (id) WHERE ((s)::text = ANY (ARRAY[('c'::character varying)::text, ('d'::character varying)::text]));
ALTER TABLE public.t VALIDATE CONSTRAINT t_s_check;
