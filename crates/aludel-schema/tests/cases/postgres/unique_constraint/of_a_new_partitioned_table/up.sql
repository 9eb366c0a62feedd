CREATE TABLE public.log (
    id integer NOT NULL,
    day date NOT NULL,
    kind text,
    CONSTRAINT log_key UNIQUE (day, kind, id)
) PARTITION BY RANGE (day);
CREATE TABLE public.log_2025 PARTITION OF public.log FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE TABLE public.log_2026 PARTITION OF public.log FOR VALUES FROM ('2026-01-01') TO ('2027-01-01') PARTITION BY LIST (kind);
CREATE TABLE public.log_2026_a PARTITION OF public.log_2026 FOR VALUES IN ('a');
CREATE TABLE public.log_2026_rest PARTITION OF public.log_2026 DEFAULT;
