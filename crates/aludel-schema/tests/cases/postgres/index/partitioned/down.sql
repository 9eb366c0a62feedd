DROP INDEX public.log_kind;
