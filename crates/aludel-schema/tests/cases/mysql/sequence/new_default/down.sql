-- destroys data: column t.id
ALTER TABLE `t` DROP COLUMN `id`, ALGORITHM=INSTANT;
DROP SEQUENCE `z`;
