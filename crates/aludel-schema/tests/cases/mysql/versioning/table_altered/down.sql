-- destroys data: column t.c
-- column t.a: values of bigint(20) that do not fit int(11) stop this statement
SET STATEMENT system_versioning_alter_history = 'KEEP' FOR ALTER TABLE `t`
    DROP INDEX `a`,
    DROP COLUMN `c`,
    MODIFY COLUMN `a` int(11),
    ADD COLUMN `b` int(11);
