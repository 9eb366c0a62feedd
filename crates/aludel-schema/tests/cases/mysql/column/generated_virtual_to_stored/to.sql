CREATE TABLE t (a int, v int AS (a + 1) STORED, s int AS (a + 1) VIRTUAL, KEY kv (v));
