ALTER INDEX public.free RESET (buffering);
