ALTER VIEW public.v SET (security_invoker=on);
