DROP TYPE public.line;
DROP TYPE public.point2;
