CREATE INDEX CONCURRENTLY log_2025_kind_day_idx ON public.log_2025 (kind, day DESC);
CREATE INDEX CONCURRENTLY log_2026_a_kind_day_idx ON public.log_2026_a (kind, day DESC);
CREATE INDEX CONCURRENTLY log_2026_rest_kind_day_idx ON public.log_2026_rest (kind, day DESC);
CREATE INDEX log_kind ON ONLY public.log (kind, day DESC);
ALTER INDEX public.log_kind ATTACH PARTITION public.log_2025_kind_day_idx;
CREATE INDEX log_2026_kind_day_idx ON ONLY public.log_2026 (kind, day DESC);
ALTER INDEX public.log_2026_kind_day_idx ATTACH PARTITION public.log_2026_a_kind_day_idx;
ALTER INDEX public.log_2026_kind_day_idx ATTACH PARTITION public.log_2026_rest_kind_day_idx;
ALTER INDEX public.log_kind ATTACH PARTITION public.log_2026_kind_day_idx;
