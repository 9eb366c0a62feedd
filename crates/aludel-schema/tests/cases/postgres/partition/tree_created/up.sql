CREATE TABLE public.days (
    day date NOT NULL,
    note text
) PARTITION BY RANGE (day);
CREATE TABLE public.days_20 PARTITION OF public.days FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
CREATE TABLE public.days_rest PARTITION OF public.days DEFAULT PARTITION BY HASH (note);
CREATE TABLE public.days_rest_0 PARTITION OF public.days_rest FOR VALUES WITH (modulus 2, remainder 0);
CREATE TABLE public.days_rest_1 PARTITION OF public.days_rest FOR VALUES WITH (modulus 2, remainder 1);
