-- destroys data: column public.birds.nest
ALTER TABLE public.birds
    DROP CONSTRAINT of_nest,
    DROP COLUMN nest,
    ADD COLUMN nest smallint GENERATED ALWAYS AS (id + 1) STORED;
