ALTER TABLE public.orders SET (autovacuum_enabled=off, autovacuum_vacuum_scale_factor=0.05, fillfactor=70, toast.autovacuum_enabled=false);
