ALTER SEQUENCE public.s OWNED BY NONE;
-- destroys data: column public.t.a
ALTER TABLE public.t DROP COLUMN a;
