CREATE SEQUENCE z; CREATE TABLE t (b int, id int DEFAULT nextval(z));
