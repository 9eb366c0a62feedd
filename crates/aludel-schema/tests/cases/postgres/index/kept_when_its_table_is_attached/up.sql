-- fails where a row of public.log_2025 lies outside: move such rows first
ALTER TABLE public.log ATTACH PARTITION public.log_2025 FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
