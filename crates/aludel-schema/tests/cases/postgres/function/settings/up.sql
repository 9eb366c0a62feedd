ALTER FUNCTION public.f() RESET work_mem SET myapp.name TO 'x' SET search_path TO public, pg_temp;
