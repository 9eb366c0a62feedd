ALTER TABLE public.orders RENAME COLUMN note TO remark;
ALTER TABLE public.orders ALTER COLUMN remark TYPE text;
