ALTER INDEX public.t_pkey SET (deduplicate_items = off);
ALTER INDEX public.t_pkey RESET (fillfactor);
