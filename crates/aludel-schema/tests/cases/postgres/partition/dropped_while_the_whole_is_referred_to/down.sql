CREATE TABLE public.builds_1 PARTITION OF public.builds FOR VALUES IN (1);
