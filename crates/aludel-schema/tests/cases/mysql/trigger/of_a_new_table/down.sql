-- destroys data: table t
DROP TABLE `t`;
