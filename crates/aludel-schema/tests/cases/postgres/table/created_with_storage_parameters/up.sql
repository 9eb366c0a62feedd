CREATE TABLE public.orders (
    id integer NOT NULL,
    note text
) WITH (fillfactor=70, toast.autovacuum_enabled=false);
