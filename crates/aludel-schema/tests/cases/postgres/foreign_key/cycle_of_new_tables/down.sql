ALTER TABLE public.a DROP CONSTRAINT a_b_id_fkey;
ALTER TABLE public.b DROP CONSTRAINT b_a_id_fkey;
-- destroys data: table public.a
DROP TABLE public.a;
-- destroys data: table public.b
DROP TABLE public.b;
