-- destroys data: column t.b
SET STATEMENT system_versioning_alter_history = 'KEEP' FOR ALTER TABLE `t`
    DROP COLUMN `b`,
    MODIFY COLUMN `a` bigint(20),
    ADD COLUMN `c` int(11),
    ADD INDEX `a` (`a`);
