CREATE TABLE orders (id integer NOT NULL, note text) WITH (fillfactor = 70, autovacuum_enabled = off, toast.autovacuum_enabled = false, autovacuum_vacuum_scale_factor = 0.05);
