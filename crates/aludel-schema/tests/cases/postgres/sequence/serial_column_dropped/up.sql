-- destroys data: column public.t.id
ALTER TABLE public.t DROP COLUMN id;
