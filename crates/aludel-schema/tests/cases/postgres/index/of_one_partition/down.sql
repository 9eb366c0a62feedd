DROP INDEX CONCURRENTLY public.only_here;
