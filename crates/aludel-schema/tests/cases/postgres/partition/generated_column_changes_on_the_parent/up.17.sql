ALTER TABLE public.days ALTER COLUMN n SET EXPRESSION AS (length(note) + 1);
