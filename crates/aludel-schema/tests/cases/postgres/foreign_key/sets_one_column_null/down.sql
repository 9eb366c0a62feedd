ALTER TABLE public.c DROP CONSTRAINT c_x_y_fkey;
