-- destroys data: table public.orders
DROP TABLE public.orders;
CREATE VIEW public.orders AS
 SELECT 1 AS id;
