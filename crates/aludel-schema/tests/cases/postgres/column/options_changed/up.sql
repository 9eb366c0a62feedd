ALTER TABLE public.orders
    ALTER COLUMN note SET STATISTICS 0,
    ALTER COLUMN note SET (n_distinct_inherited=10),
    ALTER COLUMN note RESET (n_distinct);
