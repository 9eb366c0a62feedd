CREATE INDEX CONCURRENTLY only_here ON public.log_2025 (kind);
