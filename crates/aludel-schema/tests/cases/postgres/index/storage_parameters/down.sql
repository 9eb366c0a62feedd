ALTER INDEX public.i SET (deduplicate_items = on, fillfactor = 70);
