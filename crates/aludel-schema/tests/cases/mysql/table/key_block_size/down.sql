-- destroys data: column t.b
ALTER TABLE `t` DROP COLUMN `b`, ALGORITHM=INPLACE, LOCK=NONE;
