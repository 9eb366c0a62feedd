ALTER TABLE public.orders
    SET (fillfactor=80, toast_tuple_target=1000),
    RESET (toast.autovacuum_enabled);
