-- destroys data: column public.orders.number
ALTER TABLE public.orders DROP COLUMN number;
