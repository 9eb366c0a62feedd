ALTER TABLE public.orders RESET (autovacuum_enabled, autovacuum_vacuum_scale_factor, fillfactor, toast.autovacuum_enabled);
