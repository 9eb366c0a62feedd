ALTER TABLE public.t ADD COLUMN a integer;
ALTER SEQUENCE public.s OWNED BY public.t.a;
