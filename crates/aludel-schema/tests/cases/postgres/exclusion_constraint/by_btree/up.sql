ALTER TABLE public.t ADD CONSTRAINT one EXCLUDE USING btree (b COLLATE "C" text_pattern_ops WITH =) INCLUDE (a);
