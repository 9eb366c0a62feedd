CREATE TABLE stay (room integer, during tsrange, cancelled boolean, CONSTRAINT free EXCLUDE USING gist (during WITH &&) WITH (fillfactor = 80) WHERE (NOT cancelled) DEFERRABLE INITIALLY DEFERRED);
