CREATE TABLE t (id integer NOT NULL, a integer, b text);
ALTER TABLE t ADD PRIMARY KEY (id) INCLUDE (b);
CREATE TABLE u (t_id integer REFERENCES t);
