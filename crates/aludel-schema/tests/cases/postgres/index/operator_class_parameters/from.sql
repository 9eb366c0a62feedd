CREATE TABLE t (v tsvector);
CREATE INDEX i ON t USING gist (v);
