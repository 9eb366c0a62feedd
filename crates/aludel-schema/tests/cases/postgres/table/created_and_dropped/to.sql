CREATE TABLE new (id integer, note varchar(20));
