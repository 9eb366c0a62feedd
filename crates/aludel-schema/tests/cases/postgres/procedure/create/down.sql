DROP PROCEDURE public.p(integer, text);
DROP PROCEDURE public.q();
