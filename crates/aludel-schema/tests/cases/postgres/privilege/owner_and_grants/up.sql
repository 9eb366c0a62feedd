ALTER TABLE public.t OWNER TO keeper;
GRANT INSERT ON TABLE public.t TO reader;
