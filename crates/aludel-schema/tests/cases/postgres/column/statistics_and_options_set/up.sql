ALTER TABLE public.orders
    ALTER COLUMN note SET STATISTICS 500,
    ALTER COLUMN note SET (n_distinct=-0.5, n_distinct_inherited=10);
