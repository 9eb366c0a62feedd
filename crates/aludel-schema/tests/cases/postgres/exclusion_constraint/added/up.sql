ALTER TABLE public.stay ADD CONSTRAINT free EXCLUDE USING gist (during WITH &&);
