ALTER TYPE public.point2 ADD ATTRIBUTE z integer;
