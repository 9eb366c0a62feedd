CREATE TABLE public.t (
    a integer,
    b integer,
    CONSTRAINT t_a_check CHECK (a > 0),
    CONSTRAINT t_check CHECK ((a < b) OR (b IS NULL))
);
