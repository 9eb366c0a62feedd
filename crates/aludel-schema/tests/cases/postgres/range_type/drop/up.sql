DROP TYPE public.floats;
