CREATE TYPE public.floats AS RANGE (subtype = double precision);
