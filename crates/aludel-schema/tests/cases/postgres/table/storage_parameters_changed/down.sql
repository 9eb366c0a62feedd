ALTER TABLE public.orders
    SET (fillfactor=70, toast.autovacuum_enabled=false),
    RESET (toast_tuple_target);
