ALTER SEQUENCE public.s OWNED BY public.u.b;
