ALTER INDEX public.t_pkey SET (fillfactor = 70);
ALTER INDEX public.t_pkey RESET (deduplicate_items);
