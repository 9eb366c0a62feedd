ALTER TABLE public.orders ADD COLUMN b integer GENERATED ALWAYS AS (abs(a)) STORED;
