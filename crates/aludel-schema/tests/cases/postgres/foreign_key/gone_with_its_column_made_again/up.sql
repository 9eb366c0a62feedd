-- destroys data: column public.birds.parent
ALTER TABLE public.birds
    DROP CONSTRAINT of_parent,
    DROP COLUMN parent,
    ADD COLUMN parent smallint GENERATED ALWAYS AS (id + 1) STORED;
