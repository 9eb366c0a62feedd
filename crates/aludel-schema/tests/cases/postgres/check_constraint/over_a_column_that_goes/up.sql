-- destroys data: column public.t.a
ALTER TABLE public.t
    DROP CONSTRAINT c,
    DROP COLUMN a;
