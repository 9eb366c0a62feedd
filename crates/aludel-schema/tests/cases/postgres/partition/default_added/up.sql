CREATE TABLE public.days_rest PARTITION OF public.days DEFAULT;
