ALTER MATERIALIZED VIEW public.m SET (autovacuum_enabled=off, fillfactor=70);
