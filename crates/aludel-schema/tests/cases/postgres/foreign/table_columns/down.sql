-- destroys data: column public.ft.new
-- column public.ft.id: fails where a value does not fit into integer
ALTER TABLE public.ft
    ALTER COLUMN id TYPE integer,
    ADD COLUMN gone text,
    ALTER COLUMN n OPTIONS (SET a 'x', DROP b),
    DROP COLUMN new;
