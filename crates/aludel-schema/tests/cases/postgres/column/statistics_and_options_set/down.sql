ALTER TABLE public.orders
    ALTER COLUMN note SET STATISTICS -1,
    ALTER COLUMN note RESET (n_distinct, n_distinct_inherited);
