-- destroys data: the history of table t
SET STATEMENT system_versioning_alter_history = 'KEEP' FOR ALTER TABLE `t`
    DROP PERIOD FOR SYSTEM_TIME,
    DROP SYSTEM VERSIONING,
    DROP COLUMN `s`,
    DROP COLUMN `e`;
