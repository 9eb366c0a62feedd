-- destroys data: column t.n
ALTER TABLE `t`
    DROP COLUMN `v`,
    DROP COLUMN `n`;
