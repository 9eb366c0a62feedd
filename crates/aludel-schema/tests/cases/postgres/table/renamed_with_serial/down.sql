ALTER TABLE public.bills RENAME TO orders;
