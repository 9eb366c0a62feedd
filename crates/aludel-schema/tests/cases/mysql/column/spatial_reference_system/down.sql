-- destroys data: column t.q
ALTER TABLE `t` DROP COLUMN `q`;
