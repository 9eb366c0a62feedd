-- destroys data: attribute public.point2.z
ALTER TYPE public.point2 DROP ATTRIBUTE z;
