-- destroys data: column public.orders.total
ALTER TABLE public.orders DROP COLUMN total;
