ALTER TABLE public.t OWNER TO aludel;
REVOKE INSERT ON TABLE public.t FROM reader;
