ALTER INDEX public.new RENAME TO old;
