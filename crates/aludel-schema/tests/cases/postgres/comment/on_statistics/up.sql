COMMENT ON STATISTICS public.st IS 'together';
