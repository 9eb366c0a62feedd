CREATE TABLE public.days (
    day date NOT NULL,
    note text
) PARTITION BY RANGE (day);
CREATE TABLE public.days_20 PARTITION OF public.days FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
CREATE TABLE public.days_21 PARTITION OF public.days FOR VALUES FROM ('2021-01-01') TO ('2022-01-01');
