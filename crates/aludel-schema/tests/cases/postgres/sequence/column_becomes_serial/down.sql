ALTER TABLE public.t ALTER COLUMN id DROP DEFAULT;
-- destroys data: how far sequence public.t_id_seq has counted
DROP SEQUENCE public.t_id_seq;
