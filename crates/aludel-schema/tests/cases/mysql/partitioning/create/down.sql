-- destroys data: table c
DROP TABLE `c`;
-- destroys data: table h
DROP TABLE `h`;
-- destroys data: table k
DROP TABLE `k`;
-- destroys data: table l
DROP TABLE `l`;
-- destroys data: table s
DROP TABLE `s`;
-- destroys data: table t
DROP TABLE `t`;
