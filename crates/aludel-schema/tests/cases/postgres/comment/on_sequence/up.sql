COMMENT ON SEQUENCE public.t_id_seq IS 'inner';
COMMENT ON SEQUENCE public.t_s_seq IS 'owned';
COMMENT ON SEQUENCE public.q IS 'free';
