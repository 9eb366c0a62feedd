CREATE TABLE builds (id bigint NOT NULL, part integer NOT NULL, PRIMARY KEY (id, part)) PARTITION BY LIST (part);
CREATE TABLE builds_1 PARTITION OF builds FOR VALUES IN (1);
CREATE TABLE builds_2 PARTITION OF builds FOR VALUES IN (2);
CREATE TABLE logs (build bigint, part integer, FOREIGN KEY (build, part) REFERENCES builds);
