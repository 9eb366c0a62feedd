ALTER TABLE public.days
    DROP COLUMN n,
    ADD COLUMN n integer GENERATED ALWAYS AS (length(note) + 1) STORED;
