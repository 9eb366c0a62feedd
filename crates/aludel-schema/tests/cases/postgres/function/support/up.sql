ALTER FUNCTION public.f(anyelement) SUPPORT generate_series_int4_support;
