-- destroys data: how far sequence public.s has counted
DROP SEQUENCE public.s;
