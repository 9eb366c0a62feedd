GRANT INSERT ON TABLE public.t TO aludel;
