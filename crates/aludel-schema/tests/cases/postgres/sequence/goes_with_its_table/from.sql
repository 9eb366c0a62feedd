CREATE TABLE keep (a integer);
CREATE TABLE t (id serial);
