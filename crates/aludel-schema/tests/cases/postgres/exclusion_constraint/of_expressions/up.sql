ALTER TABLE public.stay ADD CONSTRAINT free EXCLUDE USING gist (int4range(room, room, '[]'::text) WITH =, during WITH &&);
