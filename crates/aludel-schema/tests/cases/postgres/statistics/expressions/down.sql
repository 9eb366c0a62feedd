DROP STATISTICS public.more;
DROP STATISTICS public.one;
