CREATE TABLE public.orders (
    id integer GENERATED ALWAYS AS IDENTITY,
    day date NOT NULL
) PARTITION BY RANGE (day);
CREATE TABLE public.orders_old PARTITION OF public.orders FOR VALUES FROM (MINVALUE) TO ('2020-01-01');
