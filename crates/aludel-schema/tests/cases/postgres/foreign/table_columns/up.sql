-- destroys data: column public.ft.gone
ALTER TABLE public.ft
    ALTER COLUMN id TYPE bigint,
    ALTER COLUMN n OPTIONS (SET a 'y', ADD b 'z'),
    ADD COLUMN new text,
    DROP COLUMN gone;
