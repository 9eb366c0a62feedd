CREATE SEQUENCE a; CREATE TABLE t (id int DEFAULT nextval(a), b int);
