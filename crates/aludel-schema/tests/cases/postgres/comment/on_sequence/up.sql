COMMENT ON SEQUENCE public.q IS 'free';
COMMENT ON SEQUENCE public.t_id_seq IS 'inner';
COMMENT ON SEQUENCE public.t_s_seq IS 'owned';
