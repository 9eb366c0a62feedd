CREATE TABLE t (id bigint PRIMARY KEY, up bigint, CONSTRAINT above FOREIGN KEY (up) REFERENCES t (id));
