ALTER INDEX public.i SET (fillfactor = 80);
ALTER INDEX public.i RESET (deduplicate_items);
