ALTER VIEW public.old RENAME TO new;
