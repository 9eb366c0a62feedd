ALTER FUNCTION public.f() RESET myapp.name SET search_path TO public SET work_mem TO '8MB';
