ALTER TABLE public.orders SET ACCESS METHOD pile;
