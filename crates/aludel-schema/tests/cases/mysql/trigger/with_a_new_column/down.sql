DROP TRIGGER `tn`;
-- destroys data: column t.n
ALTER TABLE `t` DROP COLUMN `n`, ALGORITHM=INSTANT;
