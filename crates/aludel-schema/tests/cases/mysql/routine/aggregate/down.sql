DROP VIEW `v`;
DROP FUNCTION `longest`;
-- destroys data: table t
DROP TABLE `t`;
