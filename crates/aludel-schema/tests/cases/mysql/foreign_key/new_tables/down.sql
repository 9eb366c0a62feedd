-- destroys data: table c
DROP TABLE `c`;
-- destroys data: table p
DROP TABLE `p`;
