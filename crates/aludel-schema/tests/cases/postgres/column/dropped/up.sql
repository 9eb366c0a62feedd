-- destroys data: column public.orders.note
ALTER TABLE public.orders DROP COLUMN note;
