CREATE TABLE t (a int, b varchar(5), CHECK (a > 0), CONSTRAINT `it's` CHECK (b <> 'x''y'));
