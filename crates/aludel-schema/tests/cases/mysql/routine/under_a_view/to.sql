CREATE TABLE t (a int); CREATE FUNCTION twice(`a` int(11)) RETURNS int RETURN a * 2; CREATE VIEW v AS SELECT twice(a) AS b FROM t;
