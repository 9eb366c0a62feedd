ALTER MATERIALIZED VIEW public.m
    SET (fillfactor=80),
    RESET (autovacuum_enabled);
