CREATE TABLE c (id integer, p_id integer);
