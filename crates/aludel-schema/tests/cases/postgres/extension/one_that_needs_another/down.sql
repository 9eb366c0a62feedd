DROP FUNCTION public.far(public.earth, public.earth);
DROP EXTENSION earthdistance;
DROP EXTENSION cube;
