DROP PROCEDURE `p`;
-- destroys data: table t
DROP TABLE `t`;
