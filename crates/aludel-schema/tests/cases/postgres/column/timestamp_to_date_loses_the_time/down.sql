-- column public.orders.placed: the times are read in the session's time zone: SET TimeZone first if it is another
ALTER TABLE public.orders ALTER COLUMN placed TYPE timestamp with time zone;
