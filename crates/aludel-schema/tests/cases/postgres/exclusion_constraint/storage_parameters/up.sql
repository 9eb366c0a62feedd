ALTER INDEX public.free SET (buffering = on);
