CREATE TABLE public.orders (
    id integer NOT NULL,
    note text COMPRESSION pglz
);
ALTER TABLE public.orders
    ALTER COLUMN note SET STORAGE MAIN,
    ALTER COLUMN note SET STATISTICS 500,
    ALTER COLUMN note SET (n_distinct=100);
