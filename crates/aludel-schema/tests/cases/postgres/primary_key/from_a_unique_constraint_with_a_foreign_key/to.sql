CREATE TABLE t (id integer NOT NULL, a integer, b text);
ALTER TABLE t ADD CONSTRAINT t_key PRIMARY KEY (id);
CREATE TABLE u (t_id integer, CONSTRAINT u_t FOREIGN KEY (t_id) REFERENCES t (id));
