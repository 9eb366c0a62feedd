CREATE FUNCTION f(anyelement) RETURNS anyelement LANGUAGE sql SUPPORT generate_series_int4_support AS 'SELECT $1';
