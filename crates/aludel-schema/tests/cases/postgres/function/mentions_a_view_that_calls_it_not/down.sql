DROP VIEW public.a_view;
DROP VIEW public.v;
DROP FUNCTION public.a_uses_view();
DROP FUNCTION public.z_base();
-- destroys data: table public.t
DROP TABLE public.t;
