ALTER VIEW public.new RENAME TO old;
