-- destroys data: table t
DROP TABLE `t`;
DROP SEQUENCE `a`;
DROP SEQUENCE `b`;
