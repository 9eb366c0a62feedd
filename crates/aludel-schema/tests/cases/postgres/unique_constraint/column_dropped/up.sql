-- destroys data: column public.t.a
ALTER TABLE public.t
    DROP CONSTRAINT t_a_b_key,
    DROP COLUMN a;
