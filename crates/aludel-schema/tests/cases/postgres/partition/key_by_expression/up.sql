CREATE TABLE public.days (
    day timestamp without time zone NOT NULL,
    note text
) PARTITION BY RANGE (date_trunc('day'::text, day), lower(note) COLLATE "C" text_pattern_ops);
CREATE TABLE public.days_20 PARTITION OF public.days FOR VALUES FROM ('2020-01-01 00:00:00', MINVALUE) TO ('2021-01-01 00:00:00', MAXVALUE);
