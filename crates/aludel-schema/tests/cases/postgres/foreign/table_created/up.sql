CREATE FOREIGN TABLE public.ft (
    id integer NOT NULL,
    "Name" text OPTIONS (column_name 'n') COLLATE "C",
    CONSTRAINT ft_id_check CHECK (id > 0)
) SERVER s OPTIONS (table_name 'x');
COMMENT ON FOREIGN TABLE public.ft IS 'rows elsewhere';
COMMENT ON COLUMN public.ft.id IS 'number';
