-- destroys data: column t.w
ALTER TABLE `t`
    DROP INDEX `v`,
    DROP COLUMN `w`;
