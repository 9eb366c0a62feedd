CREATE TABLE t (a int, b varchar(5), CHECK (a > -1), CONSTRAINT `it's` CHECK (b <> 'x"y' AND b REGEXP '^[a-z]\\d*$'));
