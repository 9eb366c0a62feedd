DROP AGGREGATE public.at_share(double precision ORDER BY anyelement);
DROP AGGREGATE public.rank_of(VARIADIC "any" ORDER BY VARIADIC "any");
