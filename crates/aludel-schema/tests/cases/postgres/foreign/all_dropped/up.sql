DROP FOREIGN TABLE public.ft;
-- destroys data: password of user mapping s.public
DROP USER MAPPING FOR PUBLIC SERVER s;
DROP SERVER s;
DROP FOREIGN DATA WRAPPER w;
