ALTER TABLE public.orders ALTER COLUMN total DROP DEFAULT;
DROP FUNCTION public.five();
