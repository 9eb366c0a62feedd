SELECT a, v, s FROM t;
