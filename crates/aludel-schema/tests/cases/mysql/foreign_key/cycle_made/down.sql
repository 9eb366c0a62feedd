ALTER TABLE `a` DROP FOREIGN KEY `ab`;
ALTER TABLE `b` DROP FOREIGN KEY `ba`;
-- destroys data: table a
DROP TABLE `a`;
-- destroys data: table b
DROP TABLE `b`;
